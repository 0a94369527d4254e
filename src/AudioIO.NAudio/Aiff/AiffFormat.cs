namespace AudioIO;

/// <summary>AIFF and AIFF-C (Apple, Audio Interchange File Format 1.3, 1989, and AIFF-C draft, 1991).</summary>
internal sealed class AiffFormat : AudioFormat
{
    public override string Name => "AIFF";

    public override bool Recognize(ReadOnlySpan<byte> head) =>
        head.Length >= 12 && head.StartsWith("FORM"u8) && (head[8..].StartsWith("AIFF"u8) || head[8..].StartsWith("AIFC"u8));

    public override AudioSource Open(ByteSource bytes, long start, AudioLoaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return new AiffSource(bytes, AiffHeader.Read(bytes, start));
    }
}
