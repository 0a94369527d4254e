using System.Net;

namespace AudioIO.Tests.Remote;

/// <summary>An answer that comes in small parts, each of which takes some time of a clock that is turned by hand.</summary>
internal sealed class TrickleContent(byte[] bytes, int partBytes, TimeSpan partTime, HandClock clock) : HttpContent
{
    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => new Parts(bytes, partBytes, partTime, clock);

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(CreateContentReadStream(default));

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }

    private sealed class Parts(byte[] bytes, int partBytes, TimeSpan partTime, HandClock clock) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            clock.Turn(partTime);
            return cancellationToken.IsCancellationRequested
                ? ValueTask.FromCanceled<int>(cancellationToken)
                : new(Read(buffer.Span[..Math.Min(buffer.Length, partBytes)]));
        }
    }
}
