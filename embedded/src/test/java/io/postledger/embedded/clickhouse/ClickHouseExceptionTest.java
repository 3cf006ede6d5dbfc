package io.postledger.embedded.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClickHouseExceptionTest {

    @ParameterizedTest
    @CsvSource({
        "Code: 60. DB::Exception: no t (in x). (UNKNOWN_TABLE),60,404",
        "Code: 62. DB::Exception: near (A). (SYNTAX_ERROR) (version 26.7.2.1),62,400",
        "Code: 241. DB::Exception: too much. (MEMORY_LIMIT_EXCEEDED),241,500",
        "Code: 159. DB::Exception: late. (TIMEOUT_EXCEEDED),159,408"
    })
    void givenMessageOfTheEngine_whenRead_thenCodeAndStatusAreClickHouses(String message, int code, int status) {
        ClickHouseException error = ClickHouseException.ofEngine(message);

        assertThat(error.code()).isEqualTo(code);
        assertThat(error.httpStatus()).isEqualTo(status);
        assertThat(error).hasMessage(message);
    }

    @Test
    void givenMessageWithoutCode_whenRead_thenItGetsTheCodeOfUnknownExceptions() {
        ClickHouseException error = ClickHouseException.ofEngine("Failed to parse INSERT query");

        assertThat(error.code()).isEqualTo(1002);
        assertThat(error).hasMessageContaining("Failed to parse INSERT query");
    }
}
