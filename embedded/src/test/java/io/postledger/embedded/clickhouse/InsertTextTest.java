package io.postledger.embedded.clickhouse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InsertTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    INSERT INTO t FORMAT CSV~1,2|INSERT INTO t|CSV|1,2
                    insert into t format RowBinary ~~x|insert into t|RowBinary|~x
                    INSERT INTO t FORMAT JSONEachRow {"a":1}|INSERT INTO t|JSONEachRow|{"a":1}
                    INSERT INTO t VALUES (1,';')|INSERT INTO t|Values| (1,';')
                    INSERT INTO t (a, b) SETTINGS x='FORMAT', y=1 FORMAT TSV~z|INSERT INTO t (a, b) SETTINGS x='FORMAT', y=1|TSV|z
                    INSERT INTO `values`.`fo``rmat` (`select`) Values(1)|INSERT INTO `values`.`fo``rmat` (`select`)|Values|(1)
                    INSERT INTO format VALUES (1)|INSERT INTO format|Values| (1)
                    INSERT INTO select.values VALUES (1)|INSERT INTO select.values|Values| (1)
                    INSERT INTO TABLE t VALUES (1)|INSERT INTO TABLE t|Values| (1)
                    -- INSERT INTO u FORMAT CSV~INSERT /* FORMAT x */ INTO t FORMAT TSV~1|-- INSERT INTO u FORMAT CSV~INSERT /* FORMAT x */ INTO t|TSV|1
                    INSERT INTO FUNCTION f('FORMAT', (1)) FORMAT TSV~1|INSERT INTO FUNCTION f('FORMAT', (1))|TSV|1
                    """)
    void givenInsertWithData_whenSplit_thenStatementFormatAndDataAreApart(
            String text, String statement, String format, String data) {
        byte[] bytes = lines(text).getBytes(ISO_8859_1);

        InsertText insert = InsertText.find(bytes, bytes.length).orElseThrow();

        assertThat(new String(insert.statement(), ISO_8859_1).strip()).isEqualTo(lines(statement));
        assertThat(insert.format()).isEqualToIgnoringCase(format);
        assertThat(new String(bytes, insert.dataStart(), bytes.length - insert.dataStart(), ISO_8859_1).strip())
                .isEqualTo(lines(data).strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1 FORMAT CSV",
                "INSERT INTO t SELECT 1 FORMAT CSV",
                "INSERT INTO t (SELECT 1)",
                "INSERT INTO t WITH 1 AS x SELECT x",
                "EXPLAIN INSERT INTO t VALUES (1)",
                "",
                "-- INSERT INTO t VALUES (1)"
            })
    void givenStatementWithoutData_whenSplit_thenNoInsert(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);

        assertThat(InsertText.find(bytes, bytes.length)).isEmpty();
    }

    @Test
    void givenBinaryDataThatLooksLikeSql_whenSplit_thenDataStartsAfterTheFirstLineEnd() {
        byte[] bytes = "INSERT INTO t FORMAT RowBinary\n\n \u0000' FORMAT CSV\n".getBytes(ISO_8859_1);

        Optional<InsertText> insert = InsertText.find(bytes, bytes.length);

        assertThat(insert.orElseThrow().format()).isEqualTo("RowBinary");
        assertThat(insert.orElseThrow().dataStart()).isEqualTo("INSERT INTO t FORMAT RowBinary\n".length());
    }

    @Test
    void givenInsertWithoutFormat_whenSplit_thenFormatIsLeftToTheRequest() {
        byte[] bytes = "INSERT INTO t (a)".getBytes(ISO_8859_1);

        InsertText insert = InsertText.find(bytes, bytes.length).orElseThrow();

        assertThat(insert.format()).isNull();
        assertThat(insert.engineFormat("VALUES")).isEqualTo("Values");
    }

    private static String lines(String text) {
        return text.replace('~', '\n');
    }
}
