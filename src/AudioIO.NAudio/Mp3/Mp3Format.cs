namespace AudioIO;

/// <summary>MPEG audio, layer III (ISO/IEC 11172-3, 13818-3, and MPEG 2.5).</summary>
internal sealed class Mp3Format : AudioFormat
{
    public override string Name => Mp3Recording.FormatName;

    public override bool Recognize(ReadOnlySpan<byte> head) =>
        Mp3Sync.FindFirst(head, isWhole: head.Length < HeadBytes) >= 0 || Mp3Header.IsFreeFormat(head);

    public override AudioSource Open(ByteSource bytes, long start, AudioLoaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(options);
        var opening = new Mp3Opening(bytes, start);
        return new Mp3Source(bytes, opening.Measure(), options, opening);
    }
}
