namespace AudioIO.Tests.Streams;

/// <summary>
/// A recording of a second per stretch at 8000 Hz, which says itself when each stretch began; its samples are those of
/// <see cref="Joining.Waves"/>. Frames may be lost.
/// </summary>
internal sealed class StretchedSource : AudioSource
{
    public const int StretchFrames = 8000;

    private readonly FrameRange _lost;

    /// <param name="starts">When the stretches began.</param>
    /// <param name="lost">Frames that are silent and listed.</param>
    public StretchedSource(DateTimeOffset[] starts, FrameRange lost = default)
        : base(new AudioInfo
        {
            Format = AudioInfo.RawFormat,
            Encoding = AudioEncoding.PcmSigned,
            BitsPerSample = 16,
            Rate = StretchFrames,
            Channels = 1,
            Frames = starts.Length * (long)StretchFrames,
        })
    {
        _lost = lost;
        Stretches = [.. starts.Select((start, i) => new ClockStretch
        {
            StartFrame = i * (long)StretchFrames,
            StartTime = new StartTime { Local = start.DateTime, UtcOffset = start.Offset, Origin = "test" },
        })];
        StartTime = Stretches[0].StartTime;
    }

    public override StartTime? StartTime { get; }

    internal override IReadOnlyList<ClockStretch> Stretches { get; }

    protected override void ReadFrames<T>(long startFrame, Span<T> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            long frame = startFrame + i;
            bool isLost = _lost.Start <= frame && frame < _lost.Stop;
            if (isLost)
                Report(new Diagnostic(DiagnosticKind.Damaged, "Lost.") { StartFrame = _lost.Start, FrameCount = _lost.Count });
            destination[i] = (T)(object)(isLost ? (short)0 : Joining.Waves.Value(frame, 0));
        }
    }
}
