using System.Net;

namespace AudioIO.Tests.Remote;

/// <summary>An answer that breaks off: it announces a length, and ends before it or fails there.</summary>
internal sealed class CutContent(byte[] bytes, long announced, bool fails) : HttpContent
{
    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => new Broken(bytes, fails);

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new Broken(bytes, fails));

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

    protected override bool TryComputeLength(out long length)
    {
        length = announced;
        return announced >= 0;
    }

    private sealed class Broken(byte[] bytes, bool fails) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer)
        {
            // A few at a time, as networks give them.
            int count = base.Read(buffer[..Math.Min(buffer.Length, 1000)]);
            return count == 0 && fails ? throw new IOException("The connection was reset.") : count;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : new(Read(buffer.Span));
    }
}
