package io.postledger.web.privacy;

import io.postledger.api.Ids;
import io.postledger.api.privacy.BeginDataExport;
import io.postledger.api.privacy.DataExportId;
import io.postledger.api.privacy.DataExports;
import io.postledger.api.user.UserId;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import io.postledger.web.problem.WebCode;
import io.postledger.web.problem.WebException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What is theirs, for people and owners to take away. */
@RestController
@Tag(name = "Privacy")
class DataController {
    private static final String ZIP = "application/zip";
    private static final String ABOUT = " A ZIP with data.json and the pictures and videos in media/, in the shape of"
            + " docs/portability.md; the taking away is an event in the log first. A ZIP that ends early cannot be opened."
            + " Refused with ";

    private final ObjectProvider<DataExports> exports;
    private final Messages messages;
    private final Ids ids;

    DataController(ObjectProvider<DataExports> exports, Messages messages, Ids ids) {
        this.exports = exports;
        this.messages = messages;
        this.ids = ids;
    }

    @GetMapping(path = "/api/users/{user}/data", produces = ZIP)
    @Operation(
            summary = "Take your own data away",
            description = "Who you are, what you did, wrote and uploaded, and your memberships and consents." + ABOUT
                    + "USER_NOT_FOUND, ERASURE_BEGUN, SUBJECT_ERASED, SERVICE_UNAVAILABLE, ROLE_NOT_HERE.")
    void ofPerson(Call call, @PathVariable UserId user, HttpServletResponse response) throws IOException {
        send(call, user.value(), response);
    }

    @GetMapping(path = "/api/workspaces/{ws}/data", produces = ZIP)
    @Operation(
            summary = "Take a workspace's data away",
            description = "By an owner: all that happened in it, but who read its history." + ABOUT
                    + "WORKSPACE_NOT_FOUND, ERASURE_BEGUN, SUBJECT_ERASED, SERVICE_UNAVAILABLE, ROLE_NOT_HERE.")
    void ofWorkspace(Call call, @PathVariable WorkspaceId ws, HttpServletResponse response) throws IOException {
        send(call, ws.value(), response);
    }

    private void send(Call call, String subject, HttpServletResponse response) throws IOException {
        DataExports here = exports.getIfAvailable();
        if (here == null) {
            throw new WebException(WebCode.ROLE_NOT_HERE, "Data is had from a node with the role command");
        }
        DataExportId export = ids.next(DataExportId.PREFIX, DataExportId::new);
        messages.send(call, new BeginDataExport(export, subject));
        here.write(export, new FromFirstByte(subject, response));
    }

    /** An answer that says what it is as soon as there is something: until then it may become a refusal. */
    private static final class FromFirstByte extends OutputStream {
        private final String subject;
        private final HttpServletResponse response;

        FromFirstByte(String subject, HttpServletResponse response) {
            this.subject = subject;
            this.response = response;
        }

        private OutputStream body() throws IOException {
            if (response.getContentType() == null) {
                response.setContentType(ZIP);
                response.setHeader(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(subject + ".zip")
                                .build()
                                .toString());
            }
            return response.getOutputStream();
        }

        @Override
        public void write(int one) throws IOException {
            body().write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            body().write(bytes, from, length);
        }

        @Override
        public void flush() throws IOException {
            if (response.getContentType() != null) {
                response.flushBuffer();
            }
        }
    }
}
