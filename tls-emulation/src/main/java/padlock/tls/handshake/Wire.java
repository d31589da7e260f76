package padlock.tls.handshake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.TrustBundle;

/** Our values as Bouncy Castle's. */
final class Wire {
    private Wire() {}

    /** The highest first. */
    static ProtocolVersion[] versions(TlsVersion lowest, TlsVersion highest) {
        var versions = new ArrayList<ProtocolVersion>();
        for (TlsVersion version : TlsVersion.values()) {
            if (version.compareTo(lowest) >= 0 && version.compareTo(highest) <= 0) {
                versions.add(version == TlsVersion.TLS_1_3 ? ProtocolVersion.TLSv13 : ProtocolVersion.TLSv12);
            }
        }
        Collections.reverse(versions);
        return versions.toArray(ProtocolVersion[]::new);
    }

    /** Absent, not empty: an empty list of names is malformed. */
    static Vector<ProtocolName> alpn(List<String> names) {
        if (names.isEmpty()) return null;
        var all = new Vector<ProtocolName>();
        for (String name : names) all.add(ProtocolName.asUtf8Encoding(name));
        return all;
    }

    static Vector<ServerName> serverName(String name) {
        return new Vector<>(List.of(new ServerName(NameType.host_name, name.getBytes(StandardCharsets.US_ASCII))));
    }

    static Vector<Integer> groups(List<KeyAgreement> groups) {
        var codes = new Vector<Integer>();
        for (KeyAgreement group : groups) codes.add(group.code());
        return codes;
    }

    /** A server tells whom it trusts, so that a client with several certificates could choose. */
    static Vector<X500Name> subjects(TrustBundle bundle) {
        var subjects = new LinkedHashSet<X500Name>();
        for (Certificate anchor : bundle.anchors()) {
            subjects.add(org.bouncycastle.asn1.x509.Certificate.getInstance(anchor.der())
                    .getSubject());
        }
        return new Vector<>(subjects);
    }
}
