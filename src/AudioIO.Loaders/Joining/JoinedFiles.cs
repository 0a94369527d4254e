namespace AudioIO;

/// <summary>
/// The files of a recording as they were found at one moment, and where they lie in it. It never changes: when the recording grows another
/// one takes its place, and whoever has begun with this one goes on with it.
/// </summary>
internal sealed class JoinedFiles
{
    /// <param name="files">The files in their order, at least one; all agree on rate and channels.</param>
    /// <param name="options">Whether gaps are filled.</param>
    /// <exception cref="AudioFormatException">They have more samples than can be counted, or a gap that is too long to be filled.</exception>
    public JoinedFiles(IReadOnlyList<IndexedFile> files, AudioLoaderOptions options)
    {
        Files = files;
        double rate = files[0].Info.Rate;
        long[] lengths = [.. files.Select(file => file.Info.Frames)];
        StartTime?[] stated = [.. files.Select(file => file.StartTime)];
        var sound = new FrameMap(lengths);
        Map = sound;
        Join[] joins = JoinRules.Compare(sound, rate, stated);
        Fills = new GapFill[files.Count];
        if (options.Gaps == GapPolicy.Fill)
        {
            Fills = GapFilling.Measure(sound, rate, files, joins, options.MaxGap);
            Map = new FrameMap(lengths, [.. Fills.Select(fill => fill.Silence)]);
            joins = [.. joins.Select(join => join with { Frame = Map.FirstFrame(join.Index + 1) })];
        }
        RequireCountable(Map.Frames, files[0].Info.Channels);
        Joins = joins;
        Times = new TimeMap(Map.Spans(), rate, stated);
        Info = SharedInfo.Combine([.. files.Select(file => file.Info)], Map.Frames);
        FramesPerUnit = files.Max(file => file.FramesPerUnit);
        ContinuousRanges = Ranges();
    }

    public IReadOnlyList<IndexedFile> Files { get; }

    public FrameMap Map { get; }

    public IReadOnlyList<Join> Joins { get; }

    /// <summary>What filling gaps has put before every file.</summary>
    public IReadOnlyList<GapFill> Fills { get; }

    public TimeMap Times { get; }

    public AudioInfo Info { get; }

    public int FramesPerUnit { get; }

    public IReadOnlyList<FrameRange> ContinuousRanges { get; }

    // Where the time is missing nobody knows of a break: a recording that was cut into files is as likely as one that was interrupted.
    private FrameRange[] Ranges()
    {
        var ranges = new List<FrameRange>();
        long start = 0;
        for (int i = 0; i < Files.Count; i++)
        {
            bool isBreak = i > 0 && (Fills[i].Silence > 0 || Joins[i - 1].Kind is JoinKind.Gap or JoinKind.Overlap);
            if (!isBreak) continue;
            CutAt(Map.FirstFrame(i) - Fills[i].Silence);
            CutAt(Map.FirstFrame(i));
        }
        CutAt(Map.Frames);
        return [.. ranges];

        void CutAt(long frame)
        {
            if (frame > start) ranges.Add(new FrameRange(start, frame));
            start = frame;
        }
    }

    // The numbers may come from an index that anybody wrote.
    private static void RequireCountable(long frames, int channels)
    {
        if (frames <= long.MaxValue / channels) return;
        throw new AudioFormatException(AudioFormatErrorKind.LimitExceeded,
            $"Frames of all files: expected at most {long.MaxValue / channels} of {channels} channels, found {frames}");
    }
}
