package padlock.ui.export;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Pictures as PNG files. */
public final class Png {

    private Png() {}

    /** The picture, packed as tightly as PNG can. */
    public static byte[] of(Image picture) {
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        int[] pixels = new int[width * height];
        picture.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        copy.setRGB(0, 0, width, height, pixels, 0, width);
        return of(copy);
    }

    /** A picture that was made without the window. */
    public static byte[] of(BufferedImage picture) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam tightly = writer.getDefaultWriteParam();
            tightly.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            tightly.setCompressionQuality(0);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), tightly);
        } catch (IOException fromMemory) {
            throw new UncheckedIOException(fromMemory);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
