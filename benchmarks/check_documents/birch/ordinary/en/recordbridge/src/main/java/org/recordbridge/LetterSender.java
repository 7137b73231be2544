package org.recordbridge;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Sends a finished letter to the practice mailbox. The letter itself is never logged. */
public class LetterSender {

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI target;

    public LetterSender(URI target) {
        this.target = target;
    }

    public boolean send(Letter letter) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(target)
                .header("Content-Type", "application/xml")
                .header("X-Reference", letter.reference())
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(letter.body()))
                .build();
        HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
        return answer.statusCode() / 100 == 2;
    }
}
