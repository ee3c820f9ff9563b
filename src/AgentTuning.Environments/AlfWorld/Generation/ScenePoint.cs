using System.Globalization;
using System.Text;

namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>A place in a room, in hundredths of a metre; part of the id of what stands there.</summary>
readonly record struct ScenePoint(int X, int Height, int Z)
{
    /// <summary>Writes an id such as <c>Mug_bar__plus_01_dot_66_bar__plus_00_dot_95_bar__minus_00_dot_20</c>.</summary>
    public void AppendId(StringBuilder text, string className)
    {
        text.Append(className);
        Append(text, X);
        Append(text, Height);
        Append(text, Z);
    }

    static void Append(StringBuilder text, int value)
    {
        var size = Math.Abs(value);
        text.Append(value < 0 ? "_bar__minus_" : "_bar__plus_").Append(CultureInfo.InvariantCulture, $"{size / 100:D2}_dot_{size % 100:D2}");
    }
}
