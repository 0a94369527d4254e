namespace AudioIO.Benchmarks;

/// <summary>The figures that matter as ratios, in some minutes, for a person to read.</summary>
internal static class ShortMode
{
    public static void Run()
    {
        Console.WriteLine($"{"what",-72} {"against",-24} {"ratio",8} {"target",8}");
        Print(WindowAccess.Short());
        Print(Opening.Short());
        Print(WaveSequential.Short());
        Print(RandomReads.Short("wav"));
        Print(RandomReads.Short("flac"));
        Print(RandomReads.Short("flac without seek table"));
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
