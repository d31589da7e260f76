package padlock.ui;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import padlock.ui.export.Png;

/** Packs pictures for a repository: with the 256 colours that are seen most, each other one by the one next to it. */
final class SmallPicture {

    private static final int COLOURS = 256;

    private SmallPicture() {}

    static byte[] of(byte[] png) throws IOException {
        BufferedImage whole = ImageIO.read(new ByteArrayInputStream(png));
        int width = whole.getWidth();
        int[] pixels = whole.getRGB(0, 0, width, whole.getHeight(), null, 0, width);
        Map<Integer, Integer> seen = new LinkedHashMap<>();
        for (int pixel : pixels) {
            seen.merge(pixel, 1, Integer::sum);
        }
        List<Integer> palette = seen.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(COLOURS)
                .map(Map.Entry::getKey)
                .toList();
        int[] colours = palette.stream().mapToInt(Integer::intValue).toArray();
        BufferedImage small = new BufferedImage(
                width,
                whole.getHeight(),
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, colours.length, colours, 0, false, -1, 0));
        Map<Integer, Integer> nearest = new LinkedHashMap<>();
        for (int i = 0; i < pixels.length; i++) {
            int index = nearest.computeIfAbsent(pixels[i], pixel -> nearest(pixel, colours));
            small.getRaster().setSample(i % width, i / width, 0, index);
        }
        return Png.of(small);
    }

    private static int nearest(int pixel, int[] colours) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < colours.length; i++) {
            int red = (pixel >> 16 & 255) - (colours[i] >> 16 & 255);
            int green = (pixel >> 8 & 255) - (colours[i] >> 8 & 255);
            int blue = (pixel & 255) - (colours[i] & 255);
            int distance = red * red + green * green + blue * blue;
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }
}
