namespace AudioIO.Benchmarks;

/// <summary>The figures that matter as ratios, in some minutes, for a person to read.</summary>
internal static class ShortMode
{
    private static readonly (string Name, Func<IEnumerable<Result>> Results)[] Parts =
    [
        ("window", WindowAccess.Short),
        ("opening", Opening.Short),
        ("wave", WaveSequential.Short),
        ("flac", FlacSequential.Short),
        ("random-wave", () => RandomReads.Short("wav")),
        ("random-flac", () => RandomReads.Short("flac").Concat(RandomReads.Short("flac without seek table"))),
        ("joins", JoinedFiles.Short),
        ("read-ahead", ReadAhead.Short),
        ("export", Exporting.Short),
    ];

    /// <summary>Prints the parts named, or all of them.</summary>
    public static void Run(ReadOnlySpan<string> names)
    {
        Console.WriteLine($"{"what",-72} {"against",-24} {"ratio",8} {"target",8}");
        foreach ((string name, Func<IEnumerable<Result>> results) in Parts)
        {
            if (names.IsEmpty || names.Contains(name)) Print(results());
        }
    }

    private static void Print(IEnumerable<Result> results)
    {
        foreach (Result result in results)
        {
            string target = $"{(result.AtLeast ? "≥" : "≤")} {result.Target:0.0#}";
            string verdict = result.IsReached ? "" : $"  missed by {Math.Abs(result.Value / Math.Max(result.Target, 1e-9) - 1):P0}";
            Console.WriteLine($"{result.What,-72} {result.Peer,-24} {result.Value,8:0.00} {target,8}{verdict}");
        }
    }
}
