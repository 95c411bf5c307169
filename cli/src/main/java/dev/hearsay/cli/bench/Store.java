package dev.hearsay.cli.bench;

import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.client.HearsayClient;

/**
 * What all requests of a load share.
 *
 * @param recorder null if no history is kept
 */
record Store(HearsayClient cluster, RequestOptions options, Values values, Room room, HistoryRecorder recorder) {}
