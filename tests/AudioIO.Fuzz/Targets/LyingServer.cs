using System.Net;
using System.Net.Http.Headers;

namespace AudioIO.Fuzz;

/// <summary>
/// A server that answers ranges of one of two objects in memory, without sockets, and lies as a script says: the kind of an answer depends on the
/// range and on how often it was asked for, not on what else was asked, so that threads change nothing.
/// </summary>
/// <param name="objects">The object, and the one that takes its place; of equal length.</param>
/// <param name="script">Two bytes for each answer: what is wrong with it, and how much.</param>
/// <param name="flags">What the server tells of the object: bit 0 its tag, bit 1 when it was modified; bit 2: lengths of answers.</param>
internal sealed class LyingServer(byte[][] objects, byte[] script, int flags) : HttpMessageHandler
{
    private const int PageBytes = 1 << 13;
    private static readonly DateTimeOffset Day = new(2024, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly Dictionary<long, int> _asked = [];

    /// <summary>Number of requests.</summary>
    public int Requests { get; private set; }

    /// <summary>Bytes of all answers.</summary>
    public long BytesSent { get; private set; }

    /// <summary>Longest wait between two tries that was wished for.</summary>
    public TimeSpan LongestWait { get; private set; }

    /// <summary>True where an answer of the script tells another length of the object, so that it may be opened as a longer or shorter one.</summary>
    public bool LiesAboutLength => Any(Lie.OtherLength);

    /// <summary>Options that fetch from here and wait for nothing.</summary>
    /// <param name="tailBytes">Bytes of the end to fetch in opening.</param>
    public RangeOptions Options(int tailBytes) => new() { Client = new HttpClient(this, disposeHandler: false), TailBytes = tailBytes, Wait = Waited };

    private bool TellsTag => (flags & 1) != 0;

    // An object that says nothing of itself can be exchanged without anybody seeing it: here it always says one of the two.
    private bool TellsModified => (flags & 3) != 1;

    private enum Lie
    {
        None = 4, // and all below

        /// <summary>A body that ends early, or fails, its length announced or not.</summary>
        CutBody,

        /// <summary>Another range, and its bytes.</summary>
        OtherRange,

        /// <summary>The other object, which says so.</summary>
        OtherObject,

        /// <summary>More bytes than the range has.</summary>
        LongBody,

        /// <summary>The length of the object is another one.</summary>
        OtherLength,

        /// <summary>200, with everything.</summary>
        Everything,

        /// <summary>A status of a fault, or of a redirect.</summary>
        Status,

        /// <summary>No range, one of unknown length, or of another unit.</summary>
        NoRange,

        /// <summary>A content that claims to be compressed.</summary>
        Compressed,

        /// <summary>The connection breaks.</summary>
        Broken,

        /// <summary>Without what identifies the object, or with a weak tag.</summary>
        Anonymous,
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => Answer(request);

    // At once: what runs when does not depend on threads.
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult(Answer(request));
        }
        catch (HttpRequestException fault)
        {
            return Task.FromException<HttpResponseMessage>(fault);
        }
    }

    private static Lie KindOf(byte value) => (Lie)Math.Max((int)Lie.None, value % ((int)Lie.Anonymous + 1));

    private bool Any(Lie lie)
    {
        for (int i = 0; i + 1 < script.Length; i += 2)
            if (KindOf(script[i]) == lie) return true;
        return false;
    }

    private Task Waited(TimeSpan wait, CancellationToken cancellationToken)
    {
        lock (_lock) LongestWait = wait > LongestWait ? wait : LongestWait;
        return Task.CompletedTask;
    }

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        RangeItemHeaderValue asked = request.Headers.Range!.Ranges.Single();
        byte[] content = objects[0];
        long from = asked.From ?? Math.Max(0, content.Length - asked.To!.Value);
        long to = asked.From is null ? content.Length - 1 : Math.Min(asked.To!.Value, content.Length - 1);
        (Lie lie, int size) = Next(asked.From ?? -1);
        if (lie == Lie.Broken) throw new HttpRequestException(HttpRequestError.ConnectionError, "The connection was refused.");
        // Without a name an exchange cannot be seen: then there is none.
        bool isOther = lie == Lie.OtherObject && !Any(Lie.Anonymous);
        content = isOther ? objects[1] : content;
        if (lie == Lie.OtherRange)
        {
            from = Math.Clamp(from + size - 100, 0, content.Length);
            to = Math.Clamp(to + ((size & 1) * (size - 100)), from - 1, content.Length - 1);
        }
        if (lie == Lie.Everything) (from, to) = (0, content.Length - 1);
        byte[] body = from <= to && from < content.Length ? content[(int)from..(int)(to + 1)] : [];
        HttpStatusCode status = lie switch
        {
            Lie.Everything => HttpStatusCode.OK,
            Lie.Status => (HttpStatusCode)((int[])[404, 410, 401, 403, 408, 425, 429, 500, 502, 503, 504, 416, 301, 302, 204, 304, 400, 599])[size % 18],
            _ => body.Length > 0 ? HttpStatusCode.PartialContent : HttpStatusCode.RequestedRangeNotSatisfiable,
        };
        if (lie == Lie.LongBody) body = [.. body, .. new byte[1 + size]];
        int cut = lie == Lie.CutBody ? Math.Min(body.Length, 1 + (size * size)) : 0;
        var answer = new HttpResponseMessage(status)
        {
            RequestMessage = request,
            Content = new Body(body, cut, announces: (flags & 4) == 0 || (lie == Lie.CutBody && size % 2 == 0), fails: size % 3 == 0),
        };
        Describe(answer, lie, size, from, to, isOther);
        lock (_lock) BytesSent += body.Length;
        return answer;
    }

    private void Describe(HttpResponseMessage answer, Lie lie, int size, long from, long to, bool isOther)
    {
        long length = objects[0].Length + (lie == Lie.OtherLength ? size - 100 : 0);
        bool isThere = from <= to && to < length;
        ContentRangeHeaderValue? range = isThere ? new(from, to, length) : new(Math.Max(0, length));
        if (lie == Lie.NoRange) range = (size % 3) switch { 0 => null, 1 when isThere => new(from, to), _ => new(from, Math.Max(from, to)) { Unit = "frames" } };
        answer.Content.Headers.ContentRange = range;
        bool isNamed = lie != Lie.Anonymous;
        if (TellsTag && (isNamed || size % 2 == 0)) answer.Headers.ETag = new EntityTagHeaderValue(isOther ? "\"two\"" : "\"one\"", isWeak: !isNamed);
        if (TellsModified && isNamed) answer.Content.Headers.LastModified = isOther ? Day.AddSeconds(1) : Day;
        if (lie == Lie.Compressed) answer.Content.Headers.ContentEncoding.Add("gzip");
        if (lie == Lie.Status && size % 2 == 0) answer.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(size * size * 1000));
        if (lie == Lie.Status) answer.Headers.Location = new Uri("https://elsewhere.example/");
    }

    /// <summary>What the script says of a range asked for once more; nothing behind its end.</summary>
    private (Lie Lie, int Size) Next(long start)
    {
        lock (_lock)
        {
            Requests++;
            int times = _asked.GetValueOrDefault(start);
            _asked[start] = times + 1;
            long index = (start / PageBytes) + (5 * times);
            int count = script.Length / 2;
            // Half of the answers are as they should be.
            if (count == 0 || (start < 0 ? 1 : index) % (2 * count) >= count) return (Lie.None, 0);
            int at = 2 * (int)((start < 0 ? 1 : index) % count);
            return (KindOf(script[at]), script[at + 1]);
        }
    }

    private sealed class Body(byte[] bytes, int cut, bool announces, bool fails) : HttpContent
    {
        protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => new Pieces(bytes, bytes.Length - cut, cut > 0 && fails);

        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(CreateContentReadStream(default));

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return announces;
        }
    }

    /// <summary>Some at a time, as networks give them.</summary>
    private sealed class Pieces(byte[] bytes, int count, bool fails) : MemoryStream(bytes, 0, count, writable: false)
    {
        public override int Read(Span<byte> buffer)
        {
            int read = base.Read(buffer[..Math.Min(buffer.Length, 50_000)]);
            return read == 0 && fails && buffer.Length > 0 ? throw new IOException("The connection was reset.") : read;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try
            {
                return new(Read(buffer.Span));
            }
            catch (IOException fault)
            {
                return ValueTask.FromException<int>(fault);
            }
        }
    }
}
