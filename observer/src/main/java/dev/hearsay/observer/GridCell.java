package dev.hearsay.observer;

/** One cell of the grid that a suite spans: a design, under a load, in circumstances. */
public record GridCell(String variant, String workload, String condition) {
    @Override
    public String toString() {
        return variant + " / " + workload + " / " + condition;
    }
}
