package dev.hearsay.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.api.Address;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.PortTrouble;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortTroubleTest {
    private static final Address AT = new Address("127.0.0.1", 80);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bind(..) failed with error(-98): Address already in use | (Address already in use); stop whoever has the port, or choose another",
                "Address already in use | (Address already in use); stop whoever has the port, or choose another",
                "bind(..) failed with error(-13): Permission denied | (Permission denied); choose a port above 1023, or let the user who runs this take lower ones",
                "Permission denied | (Permission denied); choose a port above 1023, or let the user who runs this take lower ones",
                "bind(..) failed with error(-99): Cannot assign requested address | (Cannot assign requested address); listen at an address of this machine",
                "bind(..) failed with error(-24): Too many open files | (Too many open files); choose another address"
            })
    void whoStandsInTheWaySaysWhatToDo(String message, String sentence) {
        for (IOException cause : new IOException[] {new IOException(message), new BindException(message)}) {
            assertThat(PortTrouble.of(AT, cause))
                    .hasMessage("cannot listen at 127.0.0.1:80 " + sentence)
                    .hasCause(cause);
        }
    }

    @Test
    void whatHasNoMessageIsSaidAsItIs() {
        assertThat(PortTrouble.of(AT, new IOException())).hasMessageContaining("(java.io.IOException); choose");
    }

    @Test
    void anAddressOfAnotherMachineAndAHostThatIsNone() {
        try (TcpLane lane = new TcpLane("nowhere")) {
            assertThatThrownBy(() -> lane.listen(new InetSocketAddress("192.0.2.1", 0)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("cannot listen at 192.0.2.1:0 (Cannot assign requested address);"
                            + " listen at an address of this machine");
            assertThatThrownBy(() -> lane.listen(new InetSocketAddress("nowhere.invalid", 0)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("cannot listen at nowhere.invalid:0 (there is no such host);"
                            + " listen at an address of this machine");
        }
    }
}
