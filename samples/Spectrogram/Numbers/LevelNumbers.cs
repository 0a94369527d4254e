namespace AudioIO.Samples.Spectrogram;

/// <summary>The numbers behind a picture: levels in dBFS of channels × columns × frequencies, and what they belong to.</summary>
internal sealed record LevelNumbers
{
    /// <summary>Number of each channel.</summary>
    public required IReadOnlyList<int> Channels { get; init; }

    /// <summary>The levels of each channel; rows are frequencies.</summary>
    public required IReadOnlyList<LevelMap> Levels { get; init; }

    /// <summary>The middle of each column in seconds from the beginning of the recording.</summary>
    public required double[] Times { get; init; }

    /// <summary>The frequencies in Hz.</summary>
    public required double[] Frequencies { get; init; }

    /// <summary>The first row of the maps that belongs to a frequency.</summary>
    public required int FirstRow { get; init; }

    /// <summary>The levels of a column, one per frequency.</summary>
    public ReadOnlySpan<float> Column(int channel, int column) => Levels[channel].Column(column).Slice(FirstRow, Frequencies.Length);

    /// <summary>The numbers of those frequencies that the picture shows.</summary>
    /// <param name="channels">Number of each channel.</param>
    /// <param name="levels">What was found, with the level of every frequency.</param>
    /// <param name="plan">What was read.</param>
    /// <param name="scale">The frequencies of the picture.</param>
    /// <param name="rate">Frames per second in Hz.</param>
    public static LevelNumbers Of(int[] channels, ChannelLevels[] levels, AnalysisPlan plan, FrequencyScale scale, double rate)
    {
        double binHertz = rate / plan.PaddedSize;
        // A hair of tolerance: an edge that was typed as a frequency of the spectrum is one.
        int first = (int)Math.Ceiling((scale.Low / binHertz) - 1e-6), last = (int)Math.Floor((scale.High / binHertz) + 1e-6);
        double perColumn = (double)(plan.To - plan.From) / plan.Columns;
        return new LevelNumbers
        {
            Channels = channels,
            Levels = [.. levels.Select(channel => channel.Spectra!)],
            Times = [.. Enumerable.Range(0, plan.Columns).Select(column => (plan.From + ((column + 0.5) * perColumn)) / rate)],
            Frequencies = [.. Enumerable.Range(first, Math.Max(last - first + 1, 0)).Select(bin => bin * binHertz)],
            FirstRow = first,
        };
    }
}
