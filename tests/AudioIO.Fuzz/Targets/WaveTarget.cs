namespace AudioIO.Fuzz;

/// <summary>WAV in all its containers, and whatever else the first bytes say.</summary>
internal sealed class WaveTarget : FuzzTarget
{
    public override string Name => "wave";

    public override IReadOnlyList<byte[]> Seeds => Fuzz.Seeds.Waves;

    protected override bool Run(byte[] input, Random random) =>
        new Check(random, options => Files.Open(input, options), input.Length, isJoined: false).Run();
}
