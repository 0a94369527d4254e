namespace AudioIO.Fuzz;

/// <summary>WAV in all its containers, and whatever else the first bytes say.</summary>
internal sealed class WaveTarget : FuzzTarget
{
    public override string Name => "wave";

    public override IReadOnlyList<byte[]> Seeds => [.. Fuzz.Seeds.Waves, .. Fuzz.Seeds.OtherCodings];

    protected override bool Run(byte[] input, Choices choices) =>
        new Check(choices, options => Files.Open(input, options), input.Length) { File = input }.Run();
}
