using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace AudioIO.Fuzz.Tests;

/// <summary>What fuzzing has found before stays found: every input of the corpus is run again.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Targets { get; } = [.. FuzzTarget.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task What_must_hold_holds_for_every_input_of_the_corpus(string name)
    {
        FuzzTarget target = FuzzTarget.All.First(each => each.Name == name);
        var faults = new ConcurrentBag<string>();
        List<byte[]> inputs = [.. target.Seeds, .. Corpus.Of(target)];
        int threads = Environment.ProcessorCount;
        // Threads of their own: those of the pool would wait for tasks that need one.
        await Task.WhenAll([.. Enumerable.Range(0, threads).Select(thread => Task.Factory.StartNew(() => Replay(thread), TaskCreationOptions.LongRunning))]);
        Assert.Empty(faults);

        void Replay(int thread)
        {
            for (int i = thread; i < inputs.Count; i += threads)
            {
                Exception? fault = Record.Exception(() => target.Run(inputs[i], isThorough: false));
                if (fault is null && IsThorough(target, inputs[i])) fault = Record.Exception(() => target.Run(inputs[i]));
                if (fault is not null) faults.Add($"{Corpus.NameOf(target, inputs[i])}: {fault}");
            }
        }
    }

    /// <summary>
    /// What takes long is looked at in every way where its bytes choose it: one in so many, the same ones each time. A campaign begins with all of them.
    /// </summary>
    private static bool IsThorough(FuzzTarget target, byte[] input) => SHA256.HashData(input)[0] % target.ThoroughShare == 0;

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
