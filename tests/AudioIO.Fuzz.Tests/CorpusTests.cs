namespace AudioIO.Fuzz.Tests;

/// <summary>What fuzzing has found before stays found: every input of the corpus is run again.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Targets { get; } = [.. FuzzTarget.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void What_must_hold_holds_for_every_input_of_the_corpus(string name)
    {
        FuzzTarget target = FuzzTarget.All.First(each => each.Name == name);
        List<byte[]> inputs = [.. target.Seeds, .. Corpus.Of(target)];
        foreach (byte[] input in inputs)
        {
            Exception? fault = Record.Exception(() => target.Run(input, isThorough: false) & target.Run(input));
            Assert.True(fault is null, $"{Corpus.NameOf(target, input)}: {fault}");
        }
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void The_same_random_numbers_make_the_same_input_and_most_of_them_another_one(string name)
    {
        FuzzTarget target = FuzzTarget.All.First(each => each.Name == name);
        byte[] seed = target.Seeds[0];
        List<byte[]> changed = [.. Enumerable.Range(0, 20).Select(i => target.Mutate(new Random(i), seed, target.Seeds[^1]))];
        for (int i = 0; i < changed.Count; i++) Assert.Equal(changed[i], target.Mutate(new Random(i), seed, target.Seeds[^1]));
        Assert.True(changed.Count(input => !input.AsSpan().SequenceEqual(seed)) > changed.Count / 2);
    }

    [Fact]
    public void The_corpus_has_inputs_of_every_target() =>
        Assert.All(FuzzTarget.All, target => Assert.NotEmpty(Corpus.Of(target)));
}
