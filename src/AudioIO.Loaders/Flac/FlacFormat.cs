namespace AudioIO;

/// <summary>Native FLAC (RFC 9639).</summary>
internal sealed class FlacFormat : AudioFormat
{
    public override string Name => FlacRecording.FormatName;

    // RFC 9639 §6: the stream marker. FLAC frames whose beginning is gone are recognised, too, so that they are refused by name: their sync
    // code is one of AAC's, the CRC-8 behind it is not.
    public override bool Recognize(ReadOnlySpan<byte> head) => head.StartsWith("fLaC"u8) || FlacFrameHeader.TryParse(head, out _);

    public override AudioSource Open(ByteSource bytes, long start, AudioLoaderOptions options) => FlacSource.Open(bytes, start, options);

    internal override AudioSource Open(ByteSource bytes, HeaderReader header, AudioLoaderOptions options) =>
        FlacSource.Open(bytes, header, options);
}
