package padlock.ui.export;

import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.BorderStroke;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Circle;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.CubicCurveTo;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.QuadCurveTo;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.Shape;
import javafx.scene.text.Text;
import javafx.scene.transform.Transform;
import org.kordamp.ikonli.javafx.FontIcon;

/** A picture in the window as SVG, drawn of the same nodes: words stay words, icons become outlines. */
public final class Svg {

    private static final double MARGIN = 16;

    private final StringBuilder out = new StringBuilder();

    private Svg() {}

    /** All of a picture, also what does not fit the window, on this ground. */
    public static String of(Node picture, Color ground) {
        Bounds bounds = picture.getLayoutBounds();
        double width = bounds.getWidth() + 2 * MARGIN;
        double height = bounds.getHeight() + 2 * MARGIN;
        Svg svg = new Svg();
        svg.out
                .append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"")
                .append(attribute("width", width))
                .append(attribute("height", height))
                .append(" viewBox=\"")
                .append(number(bounds.getMinX() - MARGIN))
                .append(' ')
                .append(number(bounds.getMinY() - MARGIN))
                .append(' ')
                .append(number(width))
                .append(' ')
                .append(number(height))
                .append("\">\n");
        svg.out
                .append("<rect")
                .append(attribute("x", bounds.getMinX() - MARGIN))
                .append(attribute("y", bounds.getMinY() - MARGIN))
                .append(attribute("width", width))
                .append(attribute("height", height))
                .append(" fill=\"")
                .append(colour(ground))
                .append("\"/>\n");
        svg.content(picture);
        return svg.out.append("</svg>\n").toString();
    }

    private void node(Node node) {
        if (!node.isVisible() || node.getOpacity() == 0) {
            return;
        }
        Transform t = node.getLocalToParentTransform();
        out.append("<g transform=\"matrix(")
                .append(number(t.getMxx()))
                .append(' ')
                .append(number(t.getMyx()))
                .append(' ')
                .append(number(t.getMxy()))
                .append(' ')
                .append(number(t.getMyy()))
                .append(' ')
                .append(number(t.getTx()))
                .append(' ')
                .append(number(t.getTy()))
                .append(")\"");
        if (node.getOpacity() < 1) {
            out.append(attribute("opacity", node.getOpacity()));
        }
        out.append(">\n");
        content(node);
        out.append("</g>\n");
    }

    private void content(Node node) {
        if (node instanceof FontIcon icon) {
            outline(icon);
        } else if (node instanceof Text text) {
            words(text);
        } else if (node instanceof Shape shape) {
            shape(shape);
        } else if (node instanceof Region region) {
            box(region);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(this::node);
        }
    }

    private void words(Text text) {
        if (text.getText().isBlank()) {
            return;
        }
        Bounds bounds = text.getLayoutBounds();
        out.append("<text")
                .append(attribute("x", bounds.getMinX()))
                .append(attribute("y", bounds.getMinY() + text.getBaselineOffset()))
                .append(attribute("font-size", text.getFont().getSize()))
                .append(" font-family=\"")
                .append(escaped(text.getFont().getFamily()))
                .append(", sans-serif\" stroke=\"none\"");
        if (text.getFont().getStyle().contains("Bold")) {
            out.append(" font-weight=\"bold\"");
        }
        out.append(" fill=\"").append(colour(text.getFill())).append("\">");
        out.append(escaped(text.getText())).append("</text>\n");
    }

    /** The font of the icons is on no other machine; the outline is where the icon stands in the window. */
    private void outline(FontIcon icon) {
        Shape drawn = Shape.union(icon, new Rectangle());
        if (drawn instanceof Path path) {
            out.append("<path d=\"")
                    .append(data(path, icon::sceneToLocal))
                    .append("\" stroke=\"none\" fill=\"")
                    .append(colour(icon.getFill()))
                    .append("\"/>\n");
        }
    }

    private void shape(Shape shape) {
        if (shape instanceof Line line) {
            out.append("<line")
                    .append(attribute("x1", line.getStartX()))
                    .append(attribute("y1", line.getStartY()))
                    .append(attribute("x2", line.getEndX()))
                    .append(attribute("y2", line.getEndY()));
        } else if (shape instanceof Polyline line) {
            out.append("<polyline points=\"").append(points(line.getPoints())).append('"');
        } else if (shape instanceof Polygon polygon) {
            out.append("<polygon points=\"").append(points(polygon.getPoints())).append('"');
        } else if (shape instanceof Rectangle box) {
            out.append("<rect")
                    .append(attribute("x", box.getX()))
                    .append(attribute("y", box.getY()))
                    .append(attribute("width", box.getWidth()))
                    .append(attribute("height", box.getHeight()));
        } else if (shape instanceof Circle circle) {
            out.append("<circle")
                    .append(attribute("cx", circle.getCenterX()))
                    .append(attribute("cy", circle.getCenterY()))
                    .append(attribute("r", circle.getRadius()));
        } else if (shape instanceof Path path) {
            out.append("<path d=\"").append(data(path, point -> point)).append('"');
        } else {
            return;
        }
        out.append(" fill=\"").append(colour(shape.getFill())).append('"');
        stroke(shape.getStroke(), shape.getStrokeWidth(), shape.getStrokeDashArray());
        out.append("/>\n");
    }

    private void box(Region region) {
        if (region.getBackground() != null) {
            for (BackgroundFill fill : region.getBackground().getFills()) {
                rectangle(region, fill.getRadii());
                out.append(" fill=\"").append(colour(fill.getFill())).append("\"/>\n");
            }
        }
        if (region.getBorder() != null) {
            for (BorderStroke stroke : region.getBorder().getStrokes()) {
                rectangle(region, stroke.getRadii());
                out.append(" fill=\"none\"");
                stroke(
                        stroke.getTopStroke(),
                        stroke.getWidths().getTop(),
                        stroke.getTopStyle().getDashArray());
                out.append("/>\n");
                edge(region, stroke);
            }
        }
    }

    /** An edge that is thicker than the others, as workloads have one. */
    private void edge(Region region, BorderStroke stroke) {
        if (stroke.getWidths().getLeft() > stroke.getWidths().getTop()) {
            out.append("<rect")
                    .append(attribute("width", stroke.getWidths().getLeft()))
                    .append(attribute("height", region.getHeight()))
                    .append(attribute("rx", 2))
                    .append(" fill=\"")
                    .append(colour(stroke.getLeftStroke()))
                    .append("\"/>\n");
        }
    }

    private void rectangle(Region region, CornerRadii radii) {
        double radius = radii == null ? 0 : radii.getTopLeftHorizontalRadius();
        out.append("<rect")
                .append(attribute("width", region.getWidth()))
                .append(attribute("height", region.getHeight()))
                .append(attribute("rx", radius));
    }

    private void stroke(Paint paint, double width, Iterable<Double> dashes) {
        if (paint == null || width == 0) {
            return;
        }
        out.append(" stroke=\"").append(colour(paint)).append('"').append(attribute("stroke-width", width));
        String pattern = points(dashes);
        if (!pattern.isEmpty()) {
            out.append(" stroke-dasharray=\"").append(pattern).append('"');
        }
    }

    private static String data(Path path, UnaryOperator<Point2D> place) {
        return path.getElements().stream()
                .map(element -> element(element, place))
                .collect(Collectors.joining(" "));
    }

    private static String element(PathElement element, UnaryOperator<Point2D> place) {
        if (element instanceof MoveTo to) {
            return "M" + numbers(place, to.getX(), to.getY());
        } else if (element instanceof LineTo to) {
            return "L" + numbers(place, to.getX(), to.getY());
        } else if (element instanceof QuadCurveTo to) {
            return "Q" + numbers(place, to.getControlX(), to.getControlY(), to.getX(), to.getY());
        } else if (element instanceof CubicCurveTo to) {
            return "C"
                    + numbers(
                            place,
                            to.getControlX1(),
                            to.getControlY1(),
                            to.getControlX2(),
                            to.getControlY2(),
                            to.getX(),
                            to.getY());
        }
        return element instanceof ClosePath ? "Z" : "";
    }

    /** Pairs of coordinates. */
    private static String numbers(UnaryOperator<Point2D> place, double... values) {
        return IntStream.range(0, values.length / 2)
                .mapToObj(i -> place.apply(new Point2D(values[2 * i], values[2 * i + 1])))
                .map(point -> number(point.getX()) + " " + number(point.getY()))
                .collect(Collectors.joining(" "));
    }

    private static String points(Iterable<Double> values) {
        StringBuilder points = new StringBuilder();
        values.forEach(value -> points.append(points.isEmpty() ? "" : " ").append(number(value)));
        return points.toString();
    }

    private static String attribute(String name, double value) {
        return " " + name + "=\"" + number(value) + "\"";
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }

    private static String colour(Paint paint) {
        return paint instanceof Color colour && colour.getOpacity() > 0
                ? String.format(
                        Locale.ROOT,
                        colour.isOpaque() ? "rgb(%d,%d,%d)" : "rgba(%d,%d,%d,%.2f)",
                        Math.round(colour.getRed() * 255),
                        Math.round(colour.getGreen() * 255),
                        Math.round(colour.getBlue() * 255),
                        colour.getOpacity())
                : "none";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
