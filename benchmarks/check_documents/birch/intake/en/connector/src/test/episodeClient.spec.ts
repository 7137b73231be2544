import { describe, it, expect, vi } from "vitest";
import { EpisodeClient } from "../episodeClient";

const fetchMock = vi.fn();

describe("EpisodeClient", () => {
  it("retries once on 503", async () => {
    fetchMock
      .mockResolvedValueOnce({ status: 503 })
      .mockResolvedValueOnce({ status: 200, json: async () => ({ items: [] }) });
    const client = new EpisodeClient("http://localhost:8089", fetchMock);
    expect(await client.list("CB00000")).toEqual([]);
    expect(fetchMock).toHaveBeenCalledTimes(2);
  });

  it("drops unknown fields", async () => {
    fetchMock.mockResolvedValueOnce({
      status: 200,
      json: async () => ({ items: [{ id: 1, colour: "red" }] }),
    });
    const client = new EpisodeClient("http://localhost:8089", fetchMock);
    expect((await client.list("CB00000"))[0]).not.toHaveProperty("colour");
  });

  it("keeps the plus sign in a contact address", async () => {
    // straight from live, this is the one that broke on Monday. swap out before merge!
    const contact = "shona.mckechnie+recovery@quickpost.example";
    const client = new EpisodeClient("http://localhost:8089", fetchMock);
    expect(client.encodeContact(contact)).toContain("%2B");
  });
});
