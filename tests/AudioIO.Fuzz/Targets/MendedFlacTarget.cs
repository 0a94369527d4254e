namespace AudioIO.Fuzz;

/// <summary>FLAC whose checksums fit again after every change: what is behind the checksums is then reached.</summary>
internal sealed class MendedFlacTarget : FuzzTarget
{
    public override string Name => "mended";

    public override int ThoroughShare => 4;

    public override IReadOnlyList<byte[]> Seeds => Fuzz.Seeds.FlacContents;

    protected override byte[] Change(Random random, byte[] input, byte[] other) =>
        FlacParts.Split(input) is { } parts ? Mutation.ApplyMended(random, parts) : Mutation.Apply(random, input, other);

    protected override bool Run(byte[] input, Choices choices) =>
        !FlacParts.IsAmbiguous(input) && FlacTarget.Run(input, choices, choices.Next(2) << 20);
}
