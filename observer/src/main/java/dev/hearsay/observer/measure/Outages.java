package dev.hearsay.observer.measure;

/** Told when nodes stop and go on. */
public interface Outages {
    Outages UNHEARD = new Outages() {
        @Override
        public void down(String node, boolean forgets, long nanos) {}

        @Override
        public void up(String node, long nanos) {}
    };

    /**
     * A node answers nobody from now on.
     *
     * @param forgets whether it is another process that goes on
     */
    void down(String node, boolean forgets, long nanos);

    /** It answers again. */
    void up(String node, long nanos);
}
