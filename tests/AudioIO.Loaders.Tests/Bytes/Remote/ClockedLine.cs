using System.Net;

namespace AudioIO.Tests.Remote;

/// <summary>A line on which the time to wait goes by as soon as so many bytes of an answer have come and a read for more is under way.</summary>
internal sealed class ClockedLine(int bytes, HandClock clock) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Clocked(base.Send(request, cancellationToken));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Clocked(await base.SendAsync(request, cancellationToken));

    private HttpResponseMessage Clocked(HttpResponseMessage answer)
    {
        answer.Content = new Body(answer.Content, bytes, clock);
        return answer;
    }

    private sealed class Body : HttpContent
    {
        private readonly HttpContent _whole;
        private readonly int _bytes;
        private readonly HandClock _clock;

        public Body(HttpContent whole, int bytes, HandClock clock)
        {
            (_whole, _bytes, _clock) = (whole, bytes, clock);
            foreach ((string name, IEnumerable<string> values) in whole.Headers) Headers.TryAddWithoutValidation(name, values);
        }

        protected override Stream CreateContentReadStream(CancellationToken cancellationToken) =>
            new Counted(_whole.ReadAsStream(cancellationToken), _bytes, _clock);

        protected override async Task<Stream> CreateContentReadStreamAsync() => new Counted(await _whole.ReadAsStreamAsync(), _bytes, _clock);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

        protected override bool TryComputeLength(out long length)
        {
            length = _whole.Headers.ContentLength ?? 0;
            return _whole.Headers.ContentLength is not null;
        }

        protected override void Dispose(bool disposing)
        {
            _whole.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class Counted(Stream whole, int bytes, HandClock clock) : MemoryStream
    {
        private int _come;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            ValueTask<int> read = whole.ReadAsync(buffer, cancellationToken);
            if (!read.IsCompleted && _come == bytes) clock.Turn(RangeOptions.Default.Timeout);
            int count = await read;
            _come += count;
            return count;
        }
    }
}
