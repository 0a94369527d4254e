using System.Net;
using System.Net.Http.Headers;

namespace AudioIO.Tests.Remote;

/// <summary>An object in a store that answers ranges in memory, counts them, and misbehaves as asked.</summary>
internal sealed class FakeStore(byte[] content) : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private int _atOnce;

    public static Uri Address { get; } = new("https://store.example/nights/2024%2006/20240601_220000.bin?signature=SECRET");

    public byte[] Content { get; set; } = content;

    public string? Tag { get; set; } = "\"one\"";

    public DateTimeOffset? Modified { get; set; }

    /// <summary>Every request in the order it came: first byte, or null for the last ones, and how many.</summary>
    public List<(long? Start, long Count)> Requests { get; } = [];

    public long BytesSent { get; private set; }

    public int MostAtOnce { get; private set; }

    /// <summary>Changes the answer to a request, or answers instead; is given the number of the request, from 0, and the usual answer.</summary>
    public Func<int, HttpResponseMessage, HttpResponseMessage>? Change { get; set; }

    /// <summary>What a request waits for; of those that hold a thread, too.</summary>
    public Func<int, CancellationToken, Task>? Delay { get; set; }

    /// <summary>True to answer on the thread that asks, and on the one that ends what the answer waited for.</summary>
    public bool IsInline { get; init; }

    public RangeByteSource Open(int tailBytes = 0) => new(Address, Options with { TailBytes = tailBytes });

    public RangeOptions Options => new() { Client = new HttpClient(this, disposeHandler: false), Wait = Waited };

    /// <summary>How long between tries should have been waited.</summary>
    public List<TimeSpan> Waits { get; } = [];

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Answer(request, cancellationToken).GetAwaiter().GetResult();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        IsInline ? Answer(request, cancellationToken) : Task.Run(() => Answer(request, cancellationToken), cancellationToken);

    private Task Waited(TimeSpan wait, CancellationToken cancellationToken)
    {
        lock (_lock) Waits.Add(wait);
        return cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken) : Task.CompletedTask;
    }

    private async Task<HttpResponseMessage> Answer(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        RangeItemHeaderValue asked = request.Headers.Range!.Ranges.Single();
        int number;
        lock (_lock)
        {
            number = Requests.Count;
            Requests.Add((asked.From, asked.From is { } start ? asked.To!.Value - start + 1 : asked.To!.Value));
            MostAtOnce = Math.Max(MostAtOnce, ++_atOnce);
        }
        try
        {
            if (Delay is not null) await Delay(number, cancellationToken).ConfigureAwait(false);
            HttpResponseMessage answer = Usual(asked);
            answer.RequestMessage = request;
            return Change?.Invoke(number, answer) ?? answer;
        }
        finally
        {
            lock (_lock) _atOnce--;
        }
    }

    private HttpResponseMessage Usual(RangeItemHeaderValue asked)
    {
        byte[] content = Content;
        long from = asked.From ?? Math.Max(0, content.Length - asked.To!.Value);
        long to = asked.From is null ? content.Length - 1 : Math.Min(asked.To!.Value, content.Length - 1);
        bool isThere = from < content.Length;
        var answer = new HttpResponseMessage(isThere ? HttpStatusCode.PartialContent : HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            Content = new ByteArrayContent(isThere ? content[(int)from..(int)(to + 1)] : []),
        };
        answer.Content.Headers.ContentRange =
            isThere ? new ContentRangeHeaderValue(from, to, content.Length) : new ContentRangeHeaderValue(content.Length);
        if (Tag is not null) answer.Headers.ETag = new EntityTagHeaderValue(Tag);
        answer.Content.Headers.LastModified = Modified;
        lock (_lock) BytesSent += isThere ? to + 1 - from : 0;
        return answer;
    }
}
