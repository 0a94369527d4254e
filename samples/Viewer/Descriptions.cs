using System.Globalization;

namespace AudioIO.Samples.Viewer;

/// <summary>What the page is told of the recording.</summary>
internal sealed record RecordingDescription
{
    public required string Title { get; init; }

    public required string Encoding { get; init; }

    public required double Rate { get; init; }

    public required int Channels { get; init; }

    public required long Frames { get; init; }

    /// <summary>Changes whenever a file does, but for what is appended while it is shown.</summary>
    public required string Identity { get; init; }

    /// <summary>True if times of day are known.</summary>
    public required bool HasClock { get; init; }

    public required IReadOnlyList<FileDescription> Files { get; init; }

    /// <summary>Frames between breaks of the clock, and how long each break lasted.</summary>
    public required IReadOnlyList<StretchDescription> Stretches { get; init; }

    public required IReadOnlyList<MarkerDescription> Markers { get; init; }

    public required double LowestDecibels { get; init; }

    public required double HighestDecibels { get; init; }

    public static RecordingDescription Of(ViewedRecording recording)
    {
        AudioSource source = recording.Source;
        return new RecordingDescription
        {
            Title = recording.Title,
            Encoding = Terminal.NumberText.Encoding(source.Info.Encoding, source.Info.BitsPerSample),
            Rate = source.Rate,
            Channels = source.Channels,
            Frames = source.Frames,
            Identity = recording.Identity,
            HasClock = source.ClockAt(0) is not null,
            Files = [.. source.Files.Select(file => new FileDescription(
                Path.GetFileName(recording.Paths.Count == 1 ? recording.Paths[0] : file.Path!),
                file.StartFrame, file.FrameCount, Clock(source.ClockAt(file.StartFrame))))],
            Stretches = [.. StretchesOf(source)],
            Markers = [.. source.ToLabels().Select(marker => new MarkerDescription(marker.StartFrame, marker.FrameCount, marker.Text))],
            LowestDecibels = SpectrogramTiles.LowestDecibels,
            HighestDecibels = SpectrogramTiles.HighestDecibels,
        };
    }

    /// <summary>The gap before a stretch is what the clock says that the frames do not.</summary>
    private static IEnumerable<StretchDescription> StretchesOf(AudioSource source)
    {
        FrameRange? before = null;
        foreach (FrameRange range in source.ContinuousRanges)
        {
            double gap = 0;
            if (before is { } last && source.ClockAt(range.Start) is { } clock && source.ClockAt(last.Start) is { } start)
                gap = (clock - start).TotalSeconds - (last.Count / source.Rate);
            yield return new StretchDescription(range.Start, range.Count, gap, Clock(source.ClockAt(range.Start)));
            before = range;
        }
    }

    /// <summary>What the clock showed, without a zone: the page must not move it to that of the reader.</summary>
    private static string? Clock(DateTime? clock) => clock?.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture);
}

/// <summary>A file of the recording.</summary>
internal sealed record FileDescription(string Name, long StartFrame, long FrameCount, string? Clock);

/// <summary>Frames without a break of the clock.</summary>
/// <param name="StartFrame">First frame.</param>
/// <param name="FrameCount">Number of frames.</param>
/// <param name="GapSeconds">Seconds before it that nothing was recorded; negative for an overlap, 0 at the beginning.</param>
/// <param name="Clock">What the clock showed at its first frame.</param>
internal sealed record StretchDescription(long StartFrame, long FrameCount, double GapSeconds, string? Clock);

/// <summary>A marker of a file.</summary>
internal sealed record MarkerDescription(long StartFrame, long FrameCount, string Text);

/// <summary>What is known so far of damage, and what is not as it should be.</summary>
/// <param name="Damaged">Ranges as their first frame and their number of frames.</param>
/// <param name="Diagnostics">What is not as it should be.</param>
/// <param name="Filled">Which share of the overview is there, 0 to 1.</param>
/// <param name="FilledSpectra">Which share of the coarse spectrograms is there, 0 to 1.</param>
/// <param name="Frames">Length of the recording.</param>
/// <param name="IsLive">True if it has grown lately.</param>
internal sealed record ConditionDescription(
    IReadOnlyList<long[]> Damaged, IReadOnlyList<string> Diagnostics, double Filled, double FilledSpectra, long Frames, bool IsLive);
