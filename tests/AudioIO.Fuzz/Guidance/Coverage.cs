using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace AudioIO.Fuzz;

/// <summary>
/// The branches that an input takes, as the instrumentation of SharpFuzz counts them: a byte for each pair of places that follow each other,
/// up to collisions. Without instrumentation nothing is counted.
/// </summary>
internal static unsafe class Coverage
{
    /// <summary>Bytes of the map, which the instrumentation knows.</summary>
    public const int Size = 1 << 16;

    private static Span<byte> Map => new(Trace.SharedMem, Size);

    /// <summary>Instrumented code writes to the map as soon as it runs: it has to be there before.</summary>
    [ModuleInitializer]
    public static void Begin()
    {
        if (Trace.SharedMem is null) Trace.SharedMem = (byte*)NativeMemory.AllocZeroed(Size);
    }

    /// <summary>Begins the next input.</summary>
    public static void Clear()
    {
        Map.Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>What runs until this is disposed of is not counted: threads take other ways each time.</summary>
    public static IDisposable Unobserved() => new Elsewhere();

    /// <summary>Adds the branches taken since <see cref="Clear"/>, each with how often in powers of two, to those that were taken before.</summary>
    /// <param name="seen">A byte for each branch, a bit for each power of two.</param>
    /// <param name="counted">False to add branches alone, however often they are taken.</param>
    /// <returns>Number of those that are new.</returns>
    public static int AddTo(byte[] seen, bool counted = true)
    {
        int added = 0;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(Map);
        for (int word = 0; word < words.Length; word++)
        {
            if (words[word] == 0) continue;
            for (int i = 8 * word; i < 8 * (word + 1); i++)
            {
                byte count = Map[i];
                if (count == 0) continue;
                // 1, 2, 3, 4, 8, 16, 32, 128: the classes of AFL.
                int level = !counted ? 0 : count switch { 1 => 0, 2 => 1, 3 => 2, < 8 => 3, < 16 => 4, < 32 => 5, < 128 => 6, _ => 7 };
                if ((seen[i] & (1 << level)) != 0) continue;
                seen[i] |= (byte)(1 << level);
                added++;
            }
        }
        return added;
    }

    /// <summary>Number of branches in a map of what was seen.</summary>
    public static int Branches(byte[] seen) => seen.Length - seen.AsSpan().Count((byte)0);

    private sealed class Elsewhere : IDisposable
    {
        private static readonly byte* Nowhere = (byte*)NativeMemory.AllocZeroed(Size);

        private readonly byte* _map = Trace.SharedMem;

        public Elsewhere() => Trace.SharedMem = Nowhere;

        public void Dispose() => Trace.SharedMem = _map;
    }
}
