namespace AudioIO.Benchmarks;

/// <summary>The figures that matter as ratios, in some minutes, for a person to read, beside those that were recorded before.</summary>
internal static class ShortMode
{
    private static readonly (string Name, Func<IEnumerable<Result>> Results)[] Parts =
    [
        ("window", WindowAccess.Short),
        ("opening", Opening.Short),
        ("wave", WaveSequential.Short),
        ("flac", FlacSequential.Short),
        ("mp3", Mp3Sequential.Short),
        ("channels", ChannelReads.Short),
        ("random-wave", () => RandomReads.Short("wav")),
        ("random-flac", () => RandomReads.Short("flac").Concat(RandomReads.Short("flac without seek table"))),
        ("far", FarReads.Short),
        ("joins", JoinedFiles.Short),
        ("read-ahead", ReadAhead.Short),
        ("export", Exporting.Short),
        ("signals", DerivedSignals.Short),
        ("overview", Overviews.Short),
    ];

    /// <summary>Prints the parts named, or all of them.</summary>
    /// <param name="arguments">
    /// Names of parts; <c>watch</c> for those that watch a change; <c>--json FILE</c> to write the ratios to a file.
    /// </param>
    public static void Run(ReadOnlySpan<string> arguments)
    {
        List<string> names = [.. arguments];
        string? json = null;
        if (names.IndexOf("--json") is var option and >= 0)
        {
            json = names[option + 1];
            names.RemoveRange(option, 2);
        }
        History recorded = History.Recorded();
        var results = new List<Result>();
        Console.WriteLine($"{"what",-72} {"against",-24} {"ratio",8} {"target",8} {"recorded",9}");
        foreach (Func<IEnumerable<Result>> part in names.Contains("watch") ? WatchedParts() : NamedParts(names))
        {
            foreach (Result result in part())
            {
                results.Add(result);
                Print(result, recorded.ValueOf(result));
            }
        }
        if (json is not null) History.Of(results).Write(json);
    }

    /// <summary>Where a slower decoder or reader shows, in less than three minutes, the recordings included.</summary>
    private static Func<IEnumerable<Result>>[] WatchedParts() => [WaveSequential.Watched, FlacSequential.Watched];

    private static IEnumerable<Func<IEnumerable<Result>>> NamedParts(List<string> names) =>
        Parts.Where(part => names.Count == 0 || names.Contains(part.Name)).Select(part => part.Results);

    private static void Print(Result result, double? recorded)
    {
        string target = $"{(result.AtLeast ? "≥" : "≤")} {result.Target:0.0#}";
        string verdict = result.IsReached ? "" : $"  missed by {Math.Abs(result.Value / Math.Max(result.Target, 1e-9) - 1):P0}";
        string before = recorded is double value ? $"{value:0.00}" : "";
        Console.WriteLine($"{result.What,-72} {result.Peer,-24} {result.Value,8:0.00} {target,8} {before,9}{verdict}");
    }
}
