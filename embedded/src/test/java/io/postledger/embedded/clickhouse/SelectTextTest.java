package io.postledger.embedded.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'FORMAT JSON'",
                "/* c */ with x as (select 1 format JSON) select * from x",
                "(SELECT 1) UNION ALL (SELECT 2)"
            })
    void givenPlainSelect_whenRead_thenItMayStream(String sql) {
        assertThat(of(sql)).isEqualTo(new SelectText(null, true, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHOW TABLES", "CREATE TABLE t (a Int8) ENGINE = Memory", "EXPLAIN SELECT 1"})
    void givenAnythingElse_whenRead_thenItDoesNotStream(String sql) {
        assertThat(of(sql).mayStream()).isFalse();
    }

    @Test
    void givenFormatClause_whenRead_thenItIsNamedAndDoesNotStream() {
        assertThat(of("SELECT 1 FORMAT JSON SETTINGS max_threads = 1")).isEqualTo(new SelectText("JSON", false, false));
    }

    @Test
    void givenOutfile_whenRead_thenItTouchesFiles() {
        assertThat(of("SELECT 1 INTO OUTFILE '/tmp/x'").touchesFiles()).isTrue();
        assertThat(of("INSERT INTO t FROM INFILE 'x' FORMAT CSV").touchesFiles())
                .isTrue();
    }

    private static SelectText of(String sql) {
        return SelectText.of(sql.getBytes(StandardCharsets.UTF_8));
    }
}
