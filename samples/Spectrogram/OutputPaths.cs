using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Spectrogram;

/// <summary>Where things go.</summary>
/// <param name="Picture">The picture; null for the recording's name.</param>
/// <param name="Csv">The numbers as a table; null for none.</param>
/// <param name="Npy">The numbers as an array of numpy; null for none.</param>
internal sealed record OutputPaths(string? Picture, string? Csv = null, string? Npy = null)
{
    /// <summary>True where something goes to the standard output, which then is no place for words.</summary>
    public bool UseStandardOutput => All.Any(OutputFile.IsStandardOutput);

    private IEnumerable<string?> All => [Picture, Csv, Npy];

    /// <summary>Throws where two things would go to the same place.</summary>
    /// <exception cref="UsageException">They would.</exception>
    public void ThrowIfShared()
    {
        string[] places =
        [
            .. All.OfType<string>().Select(path => OutputFile.IsStandardOutput(path) ? "the standard output" : Path.GetFullPath(path)),
        ];
        if (places.GroupBy(place => place).FirstOrDefault(group => group.Count() > 1) is { } shared)
            throw new UsageException($"--output, --csv and --npy cannot all go to {shared.Key}.");
    }
}
