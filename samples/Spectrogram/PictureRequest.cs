using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Spectrogram;

/// <summary>What was asked for, checked against the recording; nothing is read yet.</summary>
internal sealed record PictureRequest
{
    /// <summary>What is shown: the recording, or what is left of it behind a filter.</summary>
    public required Signal<float> Signal { get; init; }

    /// <summary>The channels shown, as they are counted in the recording.</summary>
    public required int[] Channels { get; init; }

    /// <summary>Which frames are read.</summary>
    public required AnalysisPlan Plan { get; init; }

    /// <summary>The frequencies of the picture.</summary>
    public required FrequencyScale Scale { get; init; }

    /// <summary>Where things lie.</summary>
    public required PictureLayout Layout { get; init; }

    /// <summary>The axis of time.</summary>
    public required Axis Time { get; init; }

    /// <summary>Checks what was asked for.</summary>
    /// <exception cref="UsageException">It is not possible with this recording.</exception>
    public static PictureRequest Create(AudioLoader<float> data, SpectrogramOptions options)
    {
        if (options.Channel is { } wished && (wished < 0 || wished >= data.Channels))
        {
            throw new UsageException($"--channel {wished} does not exist: the recording has " +
                $"{NumberText.Count(data.Channels, "channel")}, counted from 0.");
        }
        if (options is { Floor: { } floor, Ceiling: { } ceiling } && floor >= ceiling)
            throw new UsageException("--ceiling must lie above --floor.");
        int[] channels = options.Channel is { } one ? [one] : [.. Enumerable.Range(0, data.Channels)];
        FrequencyScale scale = FrequencyScale.Create(options, data.Rate);
        bool hasTexts = data.Markers.Any(marker => Mark.TextOf(marker).Length > 0);
        var layout = new PictureLayout(options.Width, options.Height, channels.Length, options.WithWaveform, hasTexts);
        AnalysisPlan plan = AnalysisPlan.Create(options, data.Rate, data.Frames, layout.Plot.Width) with { Pauses = PausesOf(data.Source) };
        return new PictureRequest
        {
            Signal = options.Filter is { } band ? band.Apply(data.Signal) : data.Signal,
            Channels = channels,
            Plan = plan,
            Scale = scale,
            Layout = layout,
            Time = TimeAxis(data, plan, options.Time, layout),
        };
    }

    /// <summary>What is drawn.</summary>
    /// <param name="data">The recording, after it was read.</param>
    /// <param name="levels">What was found.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="title">What is written above.</param>
    public PictureContent Content(AudioLoader<float> data, ChannelLevels[] levels, SpectrogramOptions options, PictureTitle title) => new()
    {
        Title = title,
        Channels = levels,
        Names = [.. Channels.Select(channel => Channels.Length == 1 ? "" : Name(channel))],
        Range = LevelRange.Choose([.. levels.Select(channel => channel.Map)], options.Floor, options.Ceiling),
        Colors = options.Colors,
        Time = Time,
        // The labels of a logarithmic axis stand at their values, and not at the distance that suits the picture.
        Frequency = Axis.Frequency(Scale, Layout.MostTicks(Layout.Rows, Scale.IsLogarithmic ? 24 : 48)),
        Marks = Mark.Of(data.Source, Plan.From, Plan.To, Plan.Pauses),
        IsBlank = Plan.IsBlank,
        PlaceOf = frame => (double)(frame - Plan.From) / (Plan.To - Plan.From),
    };

    /// <summary>
    /// Silence that was put where nothing was recorded. Each has an entry of its own; the log keeps the first thousand, and what lies beyond
    /// shows as the silence that it reads as.
    /// </summary>
    private static FrameRange[] PausesOf(AudioSource source) =>
    [
        .. source.Diagnostics
            .Where(entry => entry is { Kind: DiagnosticKind.Join, StartFrame: not null, FrameCount: > 0 })
            .Select(entry => new FrameRange(entry.StartFrame!.Value, entry.StartFrame.Value + entry.FrameCount!.Value))
            .OrderBy(pause => pause.Start),
    ];

    // As many letters as the height of a channel has room for.
    private string Name(int channel) => Layout.Rows > 90 * Layout.Scale ? $"channel {channel}" : $"{channel}";

    private static Axis TimeAxis(AudioLoader<float> data, AnalysisPlan plan, TimeKind? kind, PictureLayout layout)
    {
        int most = layout.MostTicks(layout.Plot.Width, 110);
        if (kind != TimeKind.Recording)
        {
            IReadOnlyList<TimeOfDayPiece> pieces = TimeOfDayPiece.Of(data.Source, plan.From, plan.To);
            if (pieces.Count > 0 && pieces[0].StartFrame == plan.From) return TimeOfDayAxis.Create(pieces, data.Rate, most);
            if (kind == TimeKind.Clock) throw new UsageException("--time clock: no file of the recording says when it was recorded.");
        }
        return Axis.Time(plan.From / data.Rate, plan.To / data.Rate, most);
    }
}
