package io.postledger.web.call;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.web.problem.ProblemWriter;
import io.postledger.web.problem.WebCode;
import io.postledger.web.problem.WebException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/** Reads a {@link Call} from the path, the token and the headers of a request. */
@Component
class CallResolver implements HandlerMethodArgumentResolver {
    /** Path variable that names the workspace, in every path that has one. */
    static final String WORKSPACE_VARIABLE = "ws";

    static final String TIME_ZONE = "Time-Zone";

    private static final String SOURCE = "web";

    /** {@code "12"}, or {@code "12.5f0c…"} as reads answer while networks are still at work; the version is before the dot. */
    private static final Pattern ENTITY_TAG = Pattern.compile("\"(\\d{1,18})(?:\\.[0-9a-f]+)?\"");

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Call.class;
    }

    @Override
    public Call resolveArgument(
            MethodParameter parameter,
            ModelAndViewContainer container,
            NativeWebRequest web,
            WebDataBinderFactory binders) {
        HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
        if (request == null) {
            throw new IllegalStateException("A call comes by HTTP");
        }
        String requestId = String.valueOf(request.getAttribute(ProblemWriter.REQUEST_ID));
        Map<String, Object> metaData = new HashMap<>();
        metaData.put(MessageContext.REQUEST_ID, requestId);
        metaData.put(MessageContext.SOURCE, SOURCE);
        metaData.put(MessageContext.ACTOR, actor());
        putWorkspace(request, metaData);
        putTimeZone(request, metaData);
        putExpectedVersion(request, metaData);
        return new Call(metaData, requestId, request.getHeader(RequestIdFilter.IDEMPOTENCY_KEY) != null);
    }

    private static String actor() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof JwtAuthenticationToken token
                ? MessageContext.USER_PREFIX + token.getName()
                : MessageContext.ANONYMOUS;
    }

    private static void putWorkspace(HttpServletRequest request, Map<String, Object> metaData) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                && variables.get(WORKSPACE_VARIABLE) instanceof String workspace) {
            metaData.put(MessageContext.WORKSPACE, new WorkspaceId(workspace).value());
        }
    }

    private static void putTimeZone(HttpServletRequest request, Map<String, Object> metaData) {
        String zone = request.getHeader(TIME_ZONE);
        if (zone == null) {
            return;
        }
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw new RejectedException(
                    RejectionCode.TIME_ZONE_UNKNOWN,
                    "The header Time-Zone must be an IANA time zone such as Europe/Berlin",
                    Map.of("header", TIME_ZONE));
        }
        metaData.put(MessageContext.TIME_ZONE, zone);
    }

    private static void putExpectedVersion(HttpServletRequest request, Map<String, Object> metaData) {
        String tag = request.getHeader(HttpHeaders.IF_MATCH);
        if (tag == null) {
            return;
        }
        Matcher matcher = ENTITY_TAG.matcher(tag);
        if (!matcher.matches()) {
            throw new WebException(
                    WebCode.IF_MATCH_INVALID, "If-Match must be one version in quotes, such as \"3\", as ETag gave it");
        }
        metaData.put(MessageContext.EXPECTED_VERSION, Long.parseLong(matcher.group(1)));
    }
}
