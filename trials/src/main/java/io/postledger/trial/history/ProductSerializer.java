package io.postledger.trial.history;

import io.postledger.api.EventCatalogue;
import io.postledger.privacy.MasterKeys;
import io.postledger.privacy.PersonalCipher;
import io.postledger.privacy.PostgresSubjectKeys;
import io.postledger.store.CatalogueSerializer;
import java.nio.file.Path;
import java.sql.Connection;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Has events stored as an installation of the product stores and reads them: with its keys. */
public final class ProductSerializer {
    private ProductSerializer() {}

    /**
     * @param data the installation's folder
     * @param keys to the product's database, in autocommit; closed by the caller, after the last event
     */
    public static CatalogueSerializer of(Path data, Connection keys) {
        MasterKeys masters = new MasterKeys(data.resolve("secrets").resolve("personal.key"));
        return new CatalogueSerializer(
                new EventCatalogue(),
                new PersonalCipher(new PostgresSubjectKeys(new SingleConnectionDataSource(keys, true), () -> masters)));
    }
}
