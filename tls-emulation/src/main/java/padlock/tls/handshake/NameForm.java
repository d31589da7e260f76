package padlock.tls.handshake;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import padlock.tls.identity.DistinguishedName;

/** A name in a certificate or, in a constraint, a whole subtree of names of one form (RFC 5280 §4.2.1.10). */
sealed interface NameForm {
    /** Its number among the forms of a GeneralName. */
    int tag();

    /** Whether it can be compared with subtrees. */
    boolean isName();

    boolean isSubtree();

    /** Whether that name is in this subtree; of another form it never is. */
    boolean covers(NameForm name);

    /** Whether that name stands for others too, of which one could be in this subtree. */
    default boolean touches(NameForm name) {
        return covers(name);
    }

    static NameForm of(GeneralName name) {
        return switch (name.getTagNo()) {
            case GeneralName.dNSName -> new Host(lowerCase(name));
            case GeneralName.rfc822Name -> new Mailbox(name.getName().toString());
            case GeneralName.uniformResourceIdentifier -> new Location(lowerCase(name));
            case GeneralName.iPAddress ->
                new Address(ASN1OctetString.getInstance(name.getName()).getOctets());
            case GeneralName.directoryName -> new Directory(DistinguishedName.parse(der(name.getName())));
            default -> new Incomparable(name.getTagNo());
        };
    }

    private static byte[] der(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded();
        } catch (IOException inMemory) {
            throw new AssertionError(inMemory);
        }
    }

    private static String lowerCase(GeneralName name) {
        return name.getName().toString().toLowerCase(Locale.ROOT);
    }

    /** The empty host has all others below it. */
    record Host(String text) implements NameForm {
        private static final String WILDCARD = "*";

        @Override
        public int tag() {
            return GeneralName.dNSName;
        }

        @Override
        public boolean isName() {
            return !text.isEmpty() && isInParts();
        }

        @Override
        public boolean isSubtree() {
            return isInParts() && !text.contains(WILDCARD);
        }

        private boolean isInParts() {
            return !text.startsWith(".") && !text.endsWith(".") && !text.contains("..");
        }

        @Override
        public boolean covers(NameForm name) {
            return name instanceof Host host
                    && (text.isEmpty() || host.text.equals(text) || host.text.endsWith("." + text));
        }

        @Override
        public boolean touches(NameForm name) {
            return covers(name)
                    || name instanceof Host host
                            && host.text.startsWith(WILDCARD)
                            && text.endsWith(host.text.substring(WILDCARD.length()));
        }
    }

    /**
     * One mailbox, all of one host, with a dot in front all of the hosts below, or if empty all. A quoted user with a
     * sign of its own cannot be told from a mistake.
     */
    record Mailbox(String text) implements NameForm {
        @Override
        public int tag() {
            return GeneralName.rfc822Name;
        }

        @Override
        public boolean isName() {
            return text.indexOf('@') > 0 && text.indexOf('@') == text.lastIndexOf('@') && !text.endsWith("@");
        }

        @Override
        public boolean isSubtree() {
            return !text.startsWith("@") && !text.endsWith("@");
        }

        @Override
        public boolean covers(NameForm name) {
            if (!(name instanceof Mailbox mailbox)) return false;
            if (text.isEmpty()) return true;
            if (text.startsWith(".")) return mailbox.host().endsWith(host());
            return mailbox.host().equals(host()) && (!isName() || mailbox.user().equals(user()));
        }

        private String user() {
            return text.substring(0, text.indexOf('@'));
        }

        private String host() {
            return text.substring(text.indexOf('@') + 1).toLowerCase(Locale.ROOT);
        }
    }

    /** Of a URI the host counts, which must be one by name; a subtree is a host, those below it, or if empty all. */
    record Location(String text) implements NameForm {
        /** Neither user nor port keep a host from being one. */
        private static final Pattern PARTS =
                Pattern.compile("[a-z][a-z0-9+.-]*+://(?:[^/?#@]*+@)?+([^/?#:@]*+)(?::[0-9]*+)?+(?:[/?#].*+)?+");

        private static final Pattern HOST_LETTERS = Pattern.compile("[a-z0-9._-]++");

        @Override
        public int tag() {
            return GeneralName.uniformResourceIdentifier;
        }

        @Override
        public boolean isName() {
            return host().isPresent();
        }

        @Override
        public boolean isSubtree() {
            return text.isEmpty() || isHost(text.startsWith(".") ? text.substring(1) : text);
        }

        @Override
        public boolean covers(NameForm name) {
            return name instanceof Location location
                    && location.host()
                            .filter(host ->
                                    text.isEmpty() || (text.startsWith(".") ? host.endsWith(text) : host.equals(text)))
                            .isPresent();
        }

        private Optional<String> host() {
            Matcher uri = PARTS.matcher(text);
            return uri.matches() ? Optional.of(uri.group(1)).filter(Location::isHost) : Optional.empty();
        }

        /** A name's last part does not begin with a digit; an address's does. */
        private static boolean isHost(String text) {
            return HOST_LETTERS.matcher(text).matches()
                    && new Host(text).isName()
                    && !Character.isDigit(text.charAt(text.lastIndexOf('.') + 1));
        }
    }

    /** Octets of an address, in a subtree with those of a mask that is all ones and then all zeros (RFC 4632). */
    record Address(byte[] octets) implements NameForm {
        private static final int OF_IP_4 = 4;
        private static final int OF_IP_6 = 16;

        @Override
        public int tag() {
            return GeneralName.iPAddress;
        }

        @Override
        public boolean isName() {
            return octets.length == OF_IP_4 || octets.length == OF_IP_6;
        }

        @Override
        public boolean isSubtree() {
            if (octets.length != 2 * OF_IP_4 && octets.length != 2 * OF_IP_6) return false;
            String mask = new BigInteger(1, Arrays.copyOfRange(octets, octets.length / 2, octets.length))
                    .setBit(octets.length * 4)
                    .toString(2)
                    .substring(1);
            return !mask.contains("01");
        }

        @Override
        public boolean covers(NameForm name) {
            if (!(name instanceof Address address) || address.octets.length * 2 != octets.length) return false;
            for (int i = 0; i < address.octets.length; i++) {
                if (((address.octets[i] ^ octets[i]) & octets[i + address.octets.length]) != 0) return false;
            }
            return true;
        }
    }

    /** The empty name has all others below it. */
    record Directory(DistinguishedName name) implements NameForm {
        @Override
        public int tag() {
            return GeneralName.directoryName;
        }

        @Override
        public boolean isName() {
            return true;
        }

        @Override
        public boolean isSubtree() {
            return true;
        }

        @Override
        public boolean covers(NameForm other) {
            return other instanceof Directory directory && directory.name.isWithin(name);
        }
    }

    /** A form that nobody here can compare: where it is constrained, a name of it is outside. */
    record Incomparable(int tag) implements NameForm {
        @Override
        public boolean isName() {
            return false;
        }

        @Override
        public boolean isSubtree() {
            return true;
        }

        @Override
        public boolean covers(NameForm name) {
            return false;
        }
    }
}
