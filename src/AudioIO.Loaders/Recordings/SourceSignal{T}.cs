namespace AudioIO;

/// <summary>The samples of a recording as values of one type.</summary>
/// <param name="source">The recording.</param>
internal sealed class SourceSignal<T>(AudioSource source) : Signal<T>(source.Rate, source.Frames, source.Channels, source), IStoredFrames
    where T : unmanaged
{
    /// <summary>The recording.</summary>
    public AudioSource Source => source;

    public override long Frames => source.Frames;

    public override int FramesPerUnit => source.FramesPerUnit;

    public override IReadOnlyList<FrameRange> ContinuousRanges => source.ContinuousRanges;

    public override IReadOnlyList<FrameRange> DamagedRanges => source.DamagedRanges;

    public IReadOnlyList<StoredFrames> StoredFrames => source.StoredFrames;

    protected override void ReadFrames(long start, Span<T> destination) => source.Read(start, destination);
}
