package io.postledger.command.user;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface Persons extends JpaRepository<Person, String> {
    Optional<Person> findByEmailAndRegisteredTrue(String email);

    boolean existsByEmailAndRegisteredTrue(String email);

    boolean existsByUserIdAndRegisteredTrue(String userId);
}
