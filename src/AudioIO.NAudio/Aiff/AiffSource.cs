namespace AudioIO;

/// <summary>
/// An AIFF recording. Its header is read here (<c>AiffHeader</c>), its samples as those of any other file of plain samples are.
/// </summary>
/// <remarks>
/// NAudio's AiffFileReader is not used: it has one position for all readers, counts the audio in 32 bits with a sign, takes signed samples of
/// 8 bits for unsigned ones, rounds the sampling rate, and refuses files that were cut, floats and little-endian samples.
/// </remarks>
internal sealed class AiffSource : AudioSource
{
    private readonly PcmStreamSource _samples;

    public AiffSource(ByteSource bytes, AiffHeader header)
        : this(header, PcmStreamSource.Open(new PartOfBytes(bytes, header.EndPosition), header.Coding))
    {
    }

    private AiffSource(AiffHeader header, PcmStreamSource samples)
        : base(samples.Info with { Format = header.Form, ValidBitsPerSample = header.ValidBits }, samples)
    {
        _samples = samples;
        // This has a use of its own.
        samples.Dispose();
        foreach (Diagnostic note in header.Notes) Report(note);
    }

    /// <inheritdoc/>
    protected override void ReadFrames<T>(long startFrame, Span<T> destination) => _samples.Read(startFrame, destination);
}
