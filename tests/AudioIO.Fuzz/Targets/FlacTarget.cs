namespace AudioIO.Fuzz;

/// <summary>FLAC of one to eight channels; every second file is searched as a large one is.</summary>
internal sealed class FlacTarget : FuzzTarget
{
    public override string Name => "flac";

    public override IReadOnlyList<byte[]> Seeds => Fuzz.Seeds.FlacContents;

    protected override bool Run(byte[] input, Random random) => Run(input, random, random.Next(2) << 20);

    /// <summary>Checks a FLAC file.</summary>
    public static bool Run(byte[] input, Random random, long wholeWalkBytes) =>
        new Check(random, options => Files.OpenFlac(input, options, wholeWalkBytes), input.Length, isJoined: false).Run();
}
