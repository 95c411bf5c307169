package dev.hearsay.gateway;

/**
 * Why a request is not answered as asked, for programs (the type) and for people (one sentence). RFC 9457.
 *
 * @param detail a sentence; never a value
 */
record Problem(Type type, String detail) {
    /** Stable: clients may tell problems apart by it. */
    enum Type {
        /** The key has no value. Not a failure, but 404 may have a body. */
        ABSENT(404, "the key has no value"),
        NO_SUCH_PATH(404, "there is nothing at this path"),
        BAD_METHOD(405, "the path has no such method"),
        BAD_REQUEST(400, "the request is no HTTP that can be answered"),
        BAD_KEY(400, "the path names no key"),
        BAD_PARAMETER(400, "a query parameter cannot be used"),
        CONDITIONAL(400, "there are no conditional requests"),
        IMPOSSIBLE_QUORUM(400, "no cluster of this configuration has that many copies"),
        BAD_CONTEXT(409, "the context is none of this key"),
        TOO_MANY_SIBLINGS(409, "the key has too many siblings"),
        VALUE_TOO_LARGE(413, "the value is larger than the store takes"),
        TOO_FEW_REPLICAS(503, "too few replicas can be reached"),
        OVERLOADED(503, "too many requests are under way"),
        NOT_READY(503, "the node takes no requests now"),
        REFUSED(503, "the operation was refused"),
        UNKNOWN(504, "nobody knows whether it happened"),
        FAILED(500, "the gateway failed");

        private final int status;
        private final String title;

        Type(int status, String title) {
            this.status = status;
            this.title = title;
        }

        int status() {
            return status;
        }

        String title() {
            return title;
        }

        /** As it stands in the document. */
        String urn() {
            return "urn:hearsay:problem:"
                    + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        /** Whether the same request may soon do better. */
        boolean passes() {
            return status == 503;
        }
    }

    /** Thrown while a request is read; turned into the answer where the request came in. */
    static final class Found extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Problem problem;

        Found(Type type, String detail) {
            super(detail, null, false, false);
            this.problem = new Problem(type, detail);
        }

        Problem problem() {
            return problem;
        }
    }
}
