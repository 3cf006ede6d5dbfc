package io.postledger.command.metrics;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface PublicationRows extends JpaRepository<KnownPublication, String> {
    List<KnownPublication> findByWorkspaceIdAndAccountIdAndPublicationIdIn(
            String workspaceId, String accountId, Collection<String> publicationIds);
}
