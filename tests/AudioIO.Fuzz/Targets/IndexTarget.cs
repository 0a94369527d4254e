namespace AudioIO.Fuzz;

/// <summary>The index of a folder: a text that names files and says what is in them.</summary>
internal sealed class IndexTarget : FuzzTarget
{
    public override string Name => "index";

    public override IReadOnlyList<byte[]> Seeds { get; } = [Fuzz.Seeds.Index];

    protected override byte[] Change(Random random, byte[] input, byte[] other) => Mutation.ApplyToText(random, input);

    protected override bool Run(byte[] input, Choices choices) => new Check(choices, options => ConcatenatedSource.Open(
        RecordingIndex.Read(new MemoryStream(input), Path.GetFullPath("index.json")), options, Fuzz.Seeds.Joined.Store), input.Length)
    { IsJoined = true, MayHaveGrown = true }.Run();
}
