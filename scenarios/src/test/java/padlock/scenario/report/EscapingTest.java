package padlock.scenario.report;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class EscapingTest {

    @Test
    void aFieldOfCsvIsQuotedWhereItMustBe() {
        assertThat(MatrixCsv.quoted("shop/cart")).isEqualTo("shop/cart");
        assertThat(MatrixCsv.quoted("a \"b\", c")).isEqualTo("\"a \"\"b\"\", c\"");
    }

    @Test
    void htmlHoldsNoMarkupOfAPersons() {
        assertThat(Page.escape("<a href=\"x\">'&'</a>"))
                .isEqualTo("&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
    }

    @Test
    void xmlHoldsWhatItCanAndAReplacementForTheRest() {
        assertThat(JUnitXml.escape("<&>\"\u0007é😀\n")).isEqualTo("&lt;&amp;&gt;&quot;\ufffdé😀&#10;");
    }
}
