package padlock.scenario.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads JSON documents, one behind the other; JSON may have tabs where YAML may not. */
final class JsonText {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(2 * NodeBuilder.DEEPEST)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonText() {}

    /** The documents of this text, without those that are null. */
    static List<Node> documents(String text, Report report) throws SyntaxMistake {
        List<Node> documents = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(text)) {
            while (parser.nextToken() != null) {
                Node document = document(parser, new NodeBuilder(report));
                if (!document.isNothing()) {
                    documents.add(document);
                }
            }
            return documents;
        } catch (JsonEOFException truncated) {
            throw new SyntaxMistake(line(truncated), "the text ends in the middle of a value", "is the file complete?");
        } catch (JsonProcessingException mistake) {
            String complaint = mistake.getOriginalMessage().lines().findFirst().orElse("");
            throw new SyntaxMistake(line(mistake), "this is not JSON: " + complaint, "");
        } catch (IOException bug) {
            throw new UncheckedIOException(bug);
        }
    }

    private static int line(JsonProcessingException mistake) {
        return Optional.ofNullable(mistake.getLocation())
                .map(at -> at.getLineNr())
                .orElse(1);
    }

    private static Node document(JsonParser parser, NodeBuilder builder) throws IOException, SyntaxMistake {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            int line = parser.currentTokenLocation().getLineNr();
            if (token == JsonToken.START_OBJECT) {
                builder.startMapping(line, null);
                depth++;
            } else if (token == JsonToken.START_ARRAY) {
                builder.startSequence(line, null);
                depth++;
            } else if (token.isStructEnd()) {
                builder.end();
                depth--;
            } else {
                builder.scalar(new Node.Scalar(line, type(token, parser), parser.getText(), false), null, false);
            }
        } while (depth > 0 && parser.nextToken() != null);
        return builder.document();
    }

    private static Node.Scalar.Type type(JsonToken token, JsonParser parser) throws IOException {
        return switch (token) {
            case VALUE_TRUE, VALUE_FALSE -> Node.Scalar.Type.FLAG;
            case VALUE_NULL -> Node.Scalar.Type.NOTHING;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                ScalarType.whole(parser.getText()).isPresent() ? Node.Scalar.Type.WHOLE : Node.Scalar.Type.DECIMAL;
            default -> Node.Scalar.Type.TEXT;
        };
    }
}
