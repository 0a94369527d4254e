namespace AudioIO;

/// <summary>Native FLAC (RFC 9639).</summary>
internal sealed class FlacFormat : AudioFormat
{
    public override string Name => FlacSource.FormatName;

    // RFC 9639 §6: the stream marker.
    public override bool Recognize(ReadOnlySpan<byte> head) => head.StartsWith("fLaC"u8);

    public override AudioSource Open(ByteSource bytes, long start, AudioLoaderOptions options) => FlacSource.Open(bytes, start, options);
}
