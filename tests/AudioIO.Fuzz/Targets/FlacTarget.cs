namespace AudioIO.Fuzz;

/// <summary>FLAC of one to eight channels; every second file is searched as a large one is.</summary>
internal sealed class FlacTarget : FuzzTarget
{
    public override string Name => "flac";

    public override int ThoroughShare => 8;

    public override IReadOnlyList<byte[]> Seeds => Fuzz.Seeds.FlacContents;

    protected override bool Run(byte[] input, Choices choices) => Run(input, choices, choices.Next(2) << 20);

    /// <summary>Checks a FLAC file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="choices">What is chosen at random.</param>
    /// <param name="wholeWalkBytes">0 to have small files searched as large ones are.</param>
    public static bool Run(byte[] file, Choices choices, long wholeWalkBytes) =>
        new Check(choices, options => Files.OpenFlac(file, options, wholeWalkBytes), file.Length) { File = file }.Run();
}
