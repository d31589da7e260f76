package padlock.mesh.resource;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import padlock.mesh.actor.Given;
import padlock.mesh.resource.Service.ServicePort;
import padlock.mesh.resource.Service.TargetPort;
import padlock.mesh.resource.Workload.ContainerPort;

import static org.assertj.core.api.Assertions.assertThat;

class ServerFirstTest {

    @ParameterizedTest
    @CsvSource({
        "mysql,        3306,  MYSQL",
        "db,           13306, MYSQL",
        "tcp-mysql,    13306, TCP",
        "tcp,          3306,  TCP",
        "mail,         25,    TCP",
        "tcp-smtp,     2525,  TCP",
        "'',           3306,  TCP",
        "smtp,         2525,  UNDECLARED",
        "tcp-server,      9091, TCP",
        "auto-tcp-server, 9092, UNDECLARED",
    })
    void aPortOfAProtocolInWhichTheServerGreetsIsOne(String name, int number, PortProtocol protocol) {
        assertThat(ServerFirst.behind(port(name, number, protocol))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "redis,      6379,  REDIS",
        "mongo,      27017, MONGO",
        "tcp,        5432,  TCP",
        "http,       3306,  HTTP",
        "tls-mysql,  3306,  TLS",
        "https-imap, 993,   HTTPS",
        "http-mysql, 8080,  HTTP",
        "tcp-mysqlish, 9000, TCP",
    })
    void aPortOfAProtocolInWhichTheClientBeginsIsNone(String name, int number, PortProtocol protocol) {
        assertThat(ServerFirst.behind(port(name, number, protocol))).isFalse();
    }

    @Test
    void theContainersPortTellsWhereTheServiceDoesNot() {
        Workload database = Given.withPorts(List.of(new ContainerPort("", 3306)), Given.workload("shop/db"));
        Service plain = Given.service("shop/db", Given.port(9000, 3306, PortProtocol.TCP));
        Service tls = Given.service("shop/db", Given.port(9000, 3306, PortProtocol.TLS));

        assertThat(ServerFirst.on(database, 3306, List.of(plain))).isTrue();
        assertThat(ServerFirst.on(database, 3306, List.of())).isTrue();
        assertThat(ServerFirst.on(database, 3306, List.of(tls))).isFalse();
        assertThat(ServerFirst.on(database, 3307, List.of(plain))).isFalse();
    }

    @Test
    void theServicesPortTellsForTheProgramBehindIt() {
        Workload database = Given.workload("shop/db");
        Service service = Given.service("shop/db", Given.port(3306, 9000, PortProtocol.TCP));

        assertThat(ServerFirst.on(database, 9000, List.of(service))).isTrue();
        assertThat(ServerFirst.on(Given.workload("shop/other"), 9000, List.of(service)))
                .isFalse();
    }

    private static ServicePort port(String name, int number, PortProtocol protocol) {
        return new ServicePort(name, number, new TargetPort.Numbered(number), protocol);
    }
}
