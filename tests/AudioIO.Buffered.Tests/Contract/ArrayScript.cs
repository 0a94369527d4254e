namespace AudioIO.Tests.Contract;

/// <summary>
/// Random operations on an array, each compared with a plain array in memory. A failure names the seed, which replays it, and the
/// shortest script found that still fails.
/// </summary>
public static class ArrayScript
{
    private static readonly int[] BufferSizes = [0, 1, 2, 3, 5, 8, 13, 40, 100, 5000];

    /// <summary>Creates an array, and what makes one of its next loads fail, where it can be made to.</summary>
    /// <param name="bufferFrames">Wished size of the window.</param>
    /// <param name="backFrames">Wished frames before a request.</param>
    public delegate (BufferedArray<T> Array, Action<int>? FailLoad) Creator<T>(int bufferFrames, int backFrames)
        where T : unmanaged;

    /// <summary>Runs random scripts.</summary>
    /// <param name="seed">The same seed gives the same scripts.</param>
    /// <param name="scripts">Number of scripts, each on a new array.</param>
    /// <param name="operations">Operations of a script.</param>
    /// <param name="expected">What the array holds.</param>
    /// <param name="create">Creates the array.</param>
    public static void Check<T>(int seed, int scripts, int operations, ExpectedFrames<T> expected, Creator<T> create)
        where T : unmanaged
    {
        var random = new Random(seed);
        for (int script = 0; script < scripts; script++)
        {
            int buffer = BufferSizes[random.Next(BufferSizes.Length)];
            int back = random.Next(buffer / 2 + 2);
            List<ArrayOperation> steps = [.. Enumerable.Range(0, operations).Select(_ => ArrayOperation.Any(random))];
            if (Run(steps, expected, create, buffer, back) is null) continue;

            steps = Shortened(steps, shorter => Run(shorter, expected, create, buffer, back) is not null);
            Exception failure = Run(steps, expected, create, buffer, back)!;
            Assert.Fail(
                $"Seed {seed}, script {script}, bufferFrames {buffer}, backFrames {back}:\n  {string.Join("\n  ", steps)}\n{failure}");
        }
    }

    /// <summary>Leaves out operations, many at a time, then single ones, while the rest still fails; then makes numbers smaller.</summary>
    private static List<ArrayOperation> Shortened(List<ArrayOperation> steps, Func<List<ArrayOperation>, bool> fails)
    {
        for (int length = steps.Count / 2; length > 0; length /= 2)
        {
            for (int at = 0; at + length <= steps.Count;)
            {
                List<ArrayOperation> shorter = [.. steps[..at], .. steps[(at + length)..]];
                if (fails(shorter)) steps = shorter;
                else at += length;
            }
        }
        for (int at = 0; at < steps.Count; at++)
        {
            foreach (ArrayOperation smaller in steps[at].Smaller())
            {
                List<ArrayOperation> changed = [.. steps[..at], smaller, .. steps[(at + 1)..]];
                if (!fails(changed)) continue;
                steps = changed;
                at--;
                break;
            }
        }
        return steps;
    }

    private static Exception? Run<T>(List<ArrayOperation> steps, ExpectedFrames<T> expected, Creator<T> create, int buffer, int back)
        where T : unmanaged
    {
        (BufferedArray<T> array, Action<int>? failLoad) = create(buffer, back);
        try
        {
            foreach (ArrayOperation step in steps)
            {
                try
                {
                    step.Apply(array, expected, failLoad);
                }
                catch (IOException) when (failLoad is not null)
                {
                    // The load was made to fail. Nothing else may be wrong after it, and the same again succeeds.
                    failLoad(0);
                    SameWindow(array, expected);
                    step.Apply(array, expected, null);
                }
                SameWindow(array, expected);
            }
            return null;
        }
#pragma warning disable CA1031 // Whatever an operation throws is the failure that is searched for.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return failure;
        }
        finally
        {
            (array as IDisposable)?.Dispose();
        }
    }

    private static void SameWindow<T>(BufferedArray<T> array, ExpectedFrames<T> expected)
        where T : unmanaged
    {
        int frames = array.Buffer.Length / array.ValuesPerFrame;
        Bitwise.Same(expected.Frames(frames == 0 ? 0 : array.Offset, frames), array.Buffer, "the window");
    }
}
