package io.postledger.command.workspace;

import org.springframework.data.jpa.repository.JpaRepository;

interface Members extends JpaRepository<Member, Member.Key> {}
