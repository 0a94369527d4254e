using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace AudioIO.Benchmarks;

/// <summary>The ratios of one run with its machine and date, as they are kept in docs/performance.json.</summary>
internal sealed record History
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true };

    public string Machine { get; init; } = "";

    public string Date { get; init; } = "";

    public IReadOnlyList<Result> Results { get; init; } = [];

    public static History Of(IReadOnlyList<Result> results) => new()
    {
        Machine = $"{Processor()}, {Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}",
        Date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Results = [.. results.Select(result => result with { Value = Math.Round(result.Value, 3) })],
    };

    /// <summary>What the repository holds; empty where the benchmark does not run from within it.</summary>
    public static History Recorded()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "docs", "performance.json");
            if (File.Exists(path)) return JsonSerializer.Deserialize<History>(File.ReadAllText(path), Options) ?? new History();
        }
        return new History();
    }

    public double? ValueOf(Result result) =>
        Results.FirstOrDefault(other => (other.Key, other.Peer) == (result.Key, result.Peer))?.Value;

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Options) + "\n");

    private static string Processor()
    {
        const string CpuInfo = "/proc/cpuinfo";
        string? line = File.Exists(CpuInfo) ? File.ReadLines(CpuInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
